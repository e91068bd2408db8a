/**
 * Judges resources by the rules and exemptions of a checkout, which may be another commit's: `node program.ts CHECKOUT REQUEST ANSWER`.
 *
 * A separate process, because two versions of one rule must not meet in one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { judgeOn as JudgeOn } from "../../policies/verdicts/evaluation.ts";
import type { readExemptions as ReadExemptions } from "../../policies/verdicts/read-exemptions.ts";
import type { Resource, Rule } from "../../policies/lib/rule.ts";
import type { CheckoutJudgement, RuleEntry } from "./schema.ts";

/** Stacks to judge, each on each date. */
export interface CheckoutRequest {
  readonly dates: readonly string[];
  readonly stacks: readonly { readonly stack: string; readonly resources: readonly Resource[] }[];
}

const [checkout = "", requestFile = "", answerFile = ""] = process.argv.slice(2);

const load = async <Module>(path: string) => (await import(pathToFileURL(join(checkout, path)).href)) as Module;

/** The default of each parameter, or its whole schema where it has none. */
function parametersOf({ parameters }: Rule): Record<string, unknown> {
  const { properties = {} } = z.toJSONSchema(parameters, { io: "input" }) as { properties?: Record<string, { default?: unknown }> };
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default ?? property]));
}

const entryOf = (rule: Rule): RuleEntry => ({
  name: rule.name,
  level: rule.level,
  severity: rule.severity,
  ...(rule.unexemptible === undefined ? {} : { unexemptible: rule.unexemptible }),
  reads: [...rule.reads].sort(),
  parameters: parametersOf(rule),
  law: (rule.law ?? []).map(({ validFrom, validTo, status, source, value }) => ({
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    status,
    source,
    value,
  })),
});

const [{ rules }, { judgeOn }, { readExemptions }] = await Promise.all([
  load<{ rules: readonly Rule[] }>("policies/rules.ts"),
  load<{ judgeOn: typeof JudgeOn }>("policies/verdicts/evaluation.ts"),
  load<{ readExemptions: typeof ReadExemptions }>("policies/verdicts/read-exemptions.ts"),
]);
const { dates, stacks } = JSON.parse(readFileSync(requestFile, "utf8")) as CheckoutRequest;
const exemptions = readExemptions(rules);
const answer: CheckoutJudgement = {
  rules: rules.map(entryOf),
  exemptions: exemptions.map((one) => ({ ...one })),
  judged: stacks.flatMap(({ stack, resources }) =>
    dates.map((date) => ({ stack, date, results: judgeOn(date, resources, rules, exemptions).results.map((result) => ({ ...result })) })),
  ),
};
writeFileSync(answerFile, JSON.stringify(answer));
