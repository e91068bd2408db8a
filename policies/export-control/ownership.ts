import { z } from "zod";
import { inForceOn } from "../../components/lib/dated.ts";
import { isoDate } from "../../components/lib/date.ts";
import { factRule } from "../lib/fact-rules.ts";
import { affiliatesRules, listedParties } from "../lib/law/list-screening.ts";
import type { Finding } from "../lib/rule.ts";
import { standingOf } from "../lib/standing.ts";
import { monthsLater } from "../lib/terms.ts";
import { organisation, tenantType } from "./facts.ts";

const facts = z.object({
  organisation: organisation.pick({ legalName: true }),
  listScreening: z.object({ screenedOn: isoDate, isListed: z.boolean(), listedSharePercent: z.number().min(0).max(100) }).optional(),
});

export const ownershipScreen = factRule({
  name: "ownership-screen",
  description: "Each tenant and its owners were screened against the export lists, and listed parties hold less than half of it",
  why: "Who is listed needs a licence in its own name, and by the affiliates rule so does a company of which listed parties hold half. The rule is dated: it was suspended from 10 November 2025 to 9 November 2026 and returns by its own terms.",
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
  remediation:
    "Screen the company and its owners, enter the day and the share that listed parties hold, and do not serve a company that counts as listed.",
  tags: ["export", "end-user", "ownership"],
  parameters: z.strictObject({
    monthsBetweenScreenings: z.number().int().positive().default(12).describe("after how many months a screening is too old"),
  }),
  law: [...listedParties, ...affiliatesRules],
  type: tenantType,
  facts,
  judge: ({ organisation: { legalName }, listScreening }, { date, parameters: { monthsBetweenScreenings } }) => {
    const [rule] = inForceOn(affiliatesRules, date);
    if (listScreening?.isListed === true) {
      return [
        {
          got: `${legalName}, which is listed itself`,
          want: "a tenant that is on no export list",
          fix: "do not serve the company without a licence in its name",
        },
      ];
    }
    if (rule === undefined) return { notApplicable: `owners did not count on ${date}, and the tenant itself is not listed` };
    const finding = (got: string, want: string, fix: string): Finding[] => [{ got, want, fix, ...standingOf(rule) }];
    if (listScreening === undefined) {
      return finding(
        `${legalName}, whose owners were not screened`,
        "a screening of the company and its owners",
        "screen them, and enter tenants.*.listScreening",
      );
    }
    const { screenedOn, listedSharePercent } = listScreening;
    if (screenedOn > date || monthsLater(screenedOn, monthsBetweenScreenings) < date) {
      return finding(
        `${legalName} screened on ${screenedOn}`,
        `a screening within the ${monthsBetweenScreenings} months before ${date}`,
        "screen the company and its owners again",
      );
    }
    if (listedSharePercent < rule.value.sharePercent) return [];
    return finding(
      `${legalName}, of which listed parties hold ${listedSharePercent} %`,
      `less than ${rule.value.sharePercent} %`,
      "do not serve the company without the licence that its owners would need",
    );
  },
});
