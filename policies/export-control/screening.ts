import { z } from "zod";
import { inForceOn } from "../../components/lib/dated.ts";
import type { IsoDate } from "../../components/lib/date.ts";
import type { ListScreeningFacts } from "../../components/schema/contracts/organisation.ts";
import { affiliatesRules, listedParties } from "../law/list-screening.ts";
import type { Finding } from "../lib/rule.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { monthsLater } from "../../components/lib/date.ts";

/** Properties that both screening rules share. */
export const screeningRule = {
  level: "mandatory",
  severity: "critical",
  framework: {
    name: "Export Administration Regulations",
    version: "90 FR 47201",
    reference: "15 CFR 744.11, 744.16 and 744.21",
    specification:
      "An entity that listed parties own by 50 percent or more, one by one or together, is subject to the restrictions of its owners.",
  },
  url: "https://www.federalregister.gov/documents/2025/09/30/2025-19001/expansion-of-end-user-controls-to-cover-affiliates-of-certain-listed-entities",
  tags: ["export", "end-user", "ownership"],
  unexemptible: "law",
  parameters: z.strictObject({
    monthsBetweenScreenings: z.number().int().positive().default(12).describe("after how many months a screening is too old"),
  }),
  law: [...listedParties, ...affiliatesRules],
} as const;

/** A company, with the texts for a finding on it. */
interface Screened {
  /** The company as a reader knows it: legal name and role. */
  readonly company: string;
  readonly screening: ListScreeningFacts | undefined;
  /** The field that holds the screening. */
  readonly field: string;
  /** The activity that is forbidden while the company counts as listed: `serve the company`. */
  readonly deed: string;
}

/**
 * Findings on a company's screening on a date; undefined if owners do not count on that date and the company itself is not known to be
 * listed.
 */
export function screeningFindings(
  { company, screening, field, deed }: Screened,
  date: IsoDate,
  monthsBetweenScreenings: number,
): Finding[] | undefined {
  if (screening?.isListed === true) {
    return [
      {
        got: `${company}, which is listed itself`,
        want: "a company that is on no export list",
        fix: `do not ${deed} without a licence in its name`,
      },
    ];
  }
  const [rule] = inForceOn(affiliatesRules, date);
  if (rule === undefined) return undefined;
  const finding = (got: string, want: string, fix: string): Finding[] => [{ got, want, fix, ...advisoryUnlessInForce(rule) }];
  if (screening === undefined)
    return finding(
      `${company}, whose owners were not screened`,
      "a screening of the company and its owners",
      `screen them, and enter ${field}`,
    );
  const { screenedOn, listedSharePercent } = screening;
  if (screenedOn > date || monthsLater(screenedOn, monthsBetweenScreenings) < date) {
    return finding(
      `${company} screened on ${screenedOn}`,
      `a screening within the ${monthsBetweenScreenings} months before ${date}`,
      "screen the company and its owners again",
    );
  }
  if (listedSharePercent === "unknown") {
    return finding(
      `${company}, of which listed parties hold a share that is not known: ${rule.value.unknownShare}`,
      `a known share of less than ${rule.value.sharePercent} %`,
      `find out the share, and do not ${deed} before that without a licence`,
    );
  }
  if (listedSharePercent < rule.value.sharePercent) return [];
  return finding(
    `${company}, of which listed parties hold ${listedSharePercent} %`,
    `less than ${rule.value.sharePercent} %`,
    `do not ${deed} without the licence that its owners would need`,
  );
}
