import type { IsoDate } from "../../components/lib/date.ts";
import type { Verdict } from "./apply-exemptions.ts";
import { isCurrent, isExpired, printExemption, stackOf, type Exemption } from "./exemptions.ts";

/** What the results about the exemptions themselves are listed under, as if it were a rule. */
export const exemptionsRule = {
  name: "exemptions",
  description: "Exemptions have not ended, and are needed",
} as const;

/** What is wrong with a stack's exemptions on a date, `used` being those that some violation needed: one that has ended blocks, one that is not needed is a note. */
export function exemptionResults(
  exemptions: readonly Exemption[],
  used: ReadonlySet<Exemption>,
  stackUrn: string,
  date: IsoDate,
): Verdict[] {
  const result = (one: Exemption, outcome: "violation" | "advisory", got: string, fix: string): Verdict => ({
    rule: exemptionsRule.name,
    urn: stackUrn,
    verdict: "violated",
    outcome,
    finding: {
      got: `${got} for ${one.rule} on ${one.resource}, granted to ${printExemption(one)}`,
      want: "one that is needed and has not ended",
      fix,
    },
  });
  return exemptions
    .filter(({ stack }) => stack === stackOf(stackUrn))
    .flatMap((one) => {
      if (isExpired(one, date))
        return [result(one, "violation", "an exemption that has ended", "mend the violation, or have it granted again")];
      if (isCurrent(one, date) && !used.has(one))
        return [result(one, "advisory", "an exemption that nothing needs", "take it out of policies/exemptions.yaml")];
      return [];
    });
}
