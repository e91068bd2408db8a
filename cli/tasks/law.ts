import { parseArgs } from "node:util";
import { isoDate, type IsoDate } from "../../components/lib/date.ts";
import { messageOf, printError } from "../../components/lib/error.ts";
import { StackError } from "../../components/lib/parse/fault.ts";
import { judgementDate } from "../../policies/lib/date.ts";
import { rules } from "../../policies/rules.ts";
import { nameOfUrn } from "../../policies/verdicts/apply-exemptions.ts";
import { readExemptions } from "../../policies/verdicts/read-exemptions.ts";
import { readDeclared } from "../policy/declared.ts";
import { verdictChanges, type VerdictChange } from "../policy/law.ts";
import { requireStacks, stackNames } from "../stack/known.ts";

const usage = "npm run law -- --on YYYY-MM-DD [STACK… | all]";

/**
 * `npm run law`: the verdicts that change between today and a day, before or after it, with the day of each change and what begins or ends on it. Judges
 * stacks as their data declares them.
 *
 * @returns 0, or 2 where a stack cannot be judged.
 */
export async function run(args: string[]): Promise<number> {
  try {
    const { stacks, on, today } = parse(args);
    const [from, to] = on < today ? [on, today] : [today, on];
    process.stdout.write(`from ${from} to ${to}\n`);
    for (const stack of stacks) {
      const { resources } = await readDeclared(stack);
      const exemptions = readExemptions(rules, stackNames).filter((one) => one.stack === stack);
      process.stdout.write(printChanges(stack, verdictChanges(resources, rules, exemptions, from, to)));
    }
    return 0;
  } catch (error) {
    process.stderr.write(`${printError(error)}\n`);
    return 2;
  }
}

/** `2026-11-10  ownership-screen  openai: advisory → violation`, with the reasons and the finding on lines of their own. */
export function printChanges(stack: string, changes: readonly VerdictChange[]): string {
  if (changes.length === 0) return `${stack}: no verdict changes\n`;
  const lines = changes.flatMap(({ day, rule, urn, before, after, because, finding }) => [
    `  ${day}  ${rule}  ${nameOfUrn(urn)}: ${before} → ${after}`,
    ...(because.length > 0 ? because : ["a term that the rule computes has run out"]).map((reason) => `      because ${reason}`),
    ...(finding === "" ? [] : [`      ${finding}`]),
  ]);
  return `${[stack, ...lines].join("\n")}\n`;
}

function parse(args: string[]): { readonly stacks: readonly string[]; readonly on: IsoDate; readonly today: IsoDate } {
  const { values, positionals } = readArguments(args);
  const { on } = values;
  if (on === undefined || !isoDate.safeParse(on).success) {
    throw new StackError(`--on: got ${on ?? "no day"}, want a date, YYYY-MM-DD; fix: ${usage}`);
  }
  const stacks = positionals.length === 0 || positionals.includes("all") ? stackNames : positionals;
  requireStacks(stacks);
  return { stacks, on, today: judgementDate() };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { on: { type: "string" } } });
  } catch (error) {
    throw new StackError(`${messageOf(error)}; fix: ${usage}`, { cause: error });
  }
}
