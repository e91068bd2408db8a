/**
 * Judges planned resources by a checkout's own rules and exemptions, and lists both: `node rules-of.ts CHECKOUT INPUT OUTPUT`. INPUT holds the date and each
 * stack's resources as JSON.
 *
 * A separate process, because the rules are another commit's.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule } from "../../policies/lib/rule.ts";
import type * as evaluation from "../../policies/verdicts/evaluation.ts";
import type * as exempting from "../../policies/verdicts/read-exemptions.ts";
import type { BaseRules, Judged } from "./base-rules.ts";

const [checkout = "", input = "", output = ""] = process.argv.slice(2);

const load = (...path: string[]): Promise<unknown> => import(pathToFileURL(join(checkout, "policies", ...path)).href);

const { rules } = (await load("rules.ts")) as { readonly rules: readonly Rule[] };
const { judgeOn } = (await load("verdicts", "evaluation.ts")) as typeof evaluation;
const { readExemptions } = (await load("verdicts", "read-exemptions.ts")) as typeof exempting;

const { date, stacks } = JSON.parse(readFileSync(input, "utf8")) as Judged;
const exemptions = readExemptions(rules);
const violations = Object.fromEntries(
  Object.entries(stacks).map(([stack, resources]) => [
    stack,
    judgeOn(date, resources, rules, exemptions)
      .results.filter(({ outcome }) => outcome === "violation")
      .map(({ rule, urn, finding }) => ({
        rule,
        urn,
        level: "mandatory" as const,
        message: `got ${finding?.got ?? "a violation"}, want ${finding?.want ?? "none"}; fix: ${finding?.fix ?? "see the rule"} (by the base's rule)`,
      })),
  ]),
);

const listed: BaseRules = {
  rules: rules.map((rule) => ({
    name: rule.name,
    level: rule.level,
    digest: createHash("sha256").update(String(rule.judge)).update(JSON.stringify(rule)).digest("hex"),
  })),
  exemptions: exemptions.map((exemption) => ({ ...exemption })),
  violations,
};
writeFileSync(output, JSON.stringify(listed));
