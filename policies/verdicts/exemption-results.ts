import type { IsoDate } from "../../components/lib/date.ts";
import { nameOfUrn, type Verdict } from "./apply-exemptions.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Result } from "./judge.ts";
import { isCurrent, isExpired, printExemption, stackOf, type Exemption } from "./exemptions.ts";

/** The stand-in rule under which results on the exemptions themselves are listed. */
export const exemptionsRule = {
  name: "exemptions",
  description: "Exemptions are current and needed",
} as const;

/**
 * Results on a stack's exemptions on a date: an expired one blocks, an unneeded one is a note. `used` holds those that some violation
 * needed.
 */
export function exemptionResults(
  exemptions: readonly Exemption[],
  used: ReadonlySet<Exemption>,
  stackUrn: string,
  date: IsoDate,
): Verdict[] {
  const result = (one: Exemption, outcome: "violation" | "advisory", what: string, fix: string): Verdict => {
    const found: Result = {
      rule: exemptionsRule.name,
      urn: stackUrn,
      verdict: "violated",
      finding: {
        got: `${what} for ${one.rule} on ${nameOfUrn(one.resource)}, granted to ${printExemption(one)}`,
        want: "one that is needed and has not ended",
        fix,
      },
    };
    return { ...found, outcome, fingerprint: fingerprintOf(found, date) };
  };
  return exemptions
    .filter(({ stack }) => stack === stackOf(stackUrn))
    .flatMap((one) => {
      if (isExpired(one, date))
        return [
          result(
            one,
            "violation",
            "an exemption that has ended",
            "correct the violation, and take the exemption out of policies/exemptions.yaml",
          ),
        ];
      if (isCurrent(one, date) && !used.has(one))
        return [result(one, "advisory", "an exemption that nothing needs", "take it out of policies/exemptions.yaml")];
      return [];
    });
}
