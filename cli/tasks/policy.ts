import type { KeyObject } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { isoDate, type IsoDate } from "../../components/lib/date.ts";
import { StackError } from "../../components/lib/parse/fault.ts";
import { rules } from "../../policies/rules.ts";
import { judgementDate } from "../../policies/lib/date.ts";
import { readExemptions } from "../../policies/verdicts/read-exemptions.ts";
import { printEvidence, type Origin } from "../../policies/formats/evidence.ts";
import { printOscal } from "../../policies/formats/oscal.ts";
import type { Report, StackVerdicts, Subject, UnjudgedStack } from "../../policies/formats/report.ts";
import { expiringWithin } from "../../policies/verdicts/expiring.ts";
import { printJunit } from "../../policies/formats/junit.ts";
import { judgeOn, violationsOf } from "../../policies/verdicts/evaluation.ts";
import type { Exemption } from "../../policies/verdicts/exemptions.ts";
import { originOf } from "../policy/origin.ts";
import { envelopeFile, sealed, signingKey, verifySealed } from "../policy/sealed.ts";
import { placesIn } from "../policy/places.ts";
import { printReport } from "../policy/print.ts";
import { printCodeQuality } from "../../policies/formats/code-quality.ts";
import { printSarif } from "../../policies/formats/sarif.ts";
import { subjectOfFile, subjectsOfStack } from "../policy/subject.ts";
import { stackNames } from "../stack/known.ts";
import { repository } from "../setup/cache.mjs";
import { writeWhole } from "../setup/files.mjs";
import { messageOf, printError } from "../../components/lib/error.ts";
import { daysLater } from "../../components/lib/date.ts";

const exitCodes = { passed: 0, violated: 1, notJudged: 2 } as const;

const usage =
  "npm run policy -- STACK… | all [--date YYYY-MM-DD] [--within DAYS], or --state FILE instead of a stack, or --verify FILE, or --docs";

/** What judges, and the key that its evidence is signed with, if any. */
interface Judging {
  readonly key: KeyObject | undefined;
  readonly origin: Origin;
}

interface Request {
  readonly stacks: readonly string[];
  readonly state: string | undefined;
  readonly date: IsoDate;
  readonly withinDays: number;
}

/**
 * `npm run policy`: judges stacks, as declared in their data and as recorded in their state, by every rule on the data's date and today. Writes SARIF, JUnit and evidence to `out/policy`.
 *
 * With `--verify`, checks evidence that was signed earlier, offline.
 *
 * @returns 0 if nothing blocks, 1 if a mandatory rule is violated, 2 if a stack could not be judged, or evidence is not what was signed.
 */
export async function run(args: string[]): Promise<number> {
  try {
    if (args.includes("--docs")) return await writeDocs();
    const request = parse(args);
    if ("verify" in request) {
      process.stdout.write(`${verifySealed(request.verify)}\n`);
      return exitCodes.passed;
    }
    return await judgeAll(request);
  } catch (error) {
    // Errors that the user can fix are printed without a stack trace. Any other error is a bug here, and blocks as well.
    process.stderr.write(`${printError(error)}\n`);
    return exitCodes.notJudged;
  }
}

async function writeDocs(): Promise<number> {
  const { docsFile, printDocs } = await import("../policy/docs.ts");
  writeFileSync(docsFile, await printDocs());
  process.stdout.write(`${relative(repository, docsFile)} is written\n`);
  return exitCodes.passed;
}

async function judgeAll({ stacks, state, date, withinDays }: Request): Promise<number> {
  const judging: Judging = { key: signingKey(), origin: originOf(repository) };
  const exemptions = readOrError(() => readExemptions(rules, stackNames));
  const codes: number[] = [];
  const judgeOrTell = async (stackName: string, read: () => Promise<readonly Subject[]>) => {
    try {
      if ("error" in exemptions) throw exemptions.error;
      codes.push(judgeStack(stackName, await read(), exemptions.value, date, withinDays, judging));
    } catch (error) {
      // What could not be judged is told in every form, and no evidence of an earlier run stays beside it.
      writeUnjudged(stackName, printError(error));
      codes.push(exitCodes.notJudged);
    }
  };
  if (state !== undefined) {
    const subject = subjectOfFile(state);
    await judgeOrTell(subject.stack, () => Promise.resolve([subject]));
  }
  for (const stack of stacks) await judgeOrTell(stack, () => subjectsOfStack(stack));
  return Math.max(...codes);
}

function readOrError<Value>(read: () => Value): { readonly value: Value } | { readonly error: unknown } {
  try {
    return { value: read() };
  } catch (error) {
    return { error };
  }
}

function judgeStack(
  stackName: string,
  subjects: readonly Subject[],
  exemptions: readonly Exemption[],
  date: IsoDate,
  withinDays: number,
  judging: Judging,
): number {
  const judgements = subjects.flatMap(({ source, asOf, resources }) =>
    [...new Set([asOf, date])].sort().map((day) => ({ source, ...judgeOn(day, resources, rules, exemptions) })),
  );
  const dates = judgements.map((judgement) => judgement.date).sort();
  const until = daysLater(dates.at(-1) ?? date, withinDays);
  const window = { from: dates[0] ?? date, to: until };
  const expiring = expiringWithin(window, stackName, subjects, rules, exemptions);
  writeReport({ stack: stackName, subjects, judgements, exemptions, expiring, until, rules }, judging);
  return judgements.some((judgement) => violationsOf(judgement).length > 0) ? exitCodes.violated : exitCodes.passed;
}

const folderOf = (stackName: string): string => join(repository, "out", "policy", stackName);

/** The verdicts in each form that a forge reads, by file. */
function printForms(stack: StackVerdicts | UnjudgedStack): Readonly<Record<string, string>> {
  const placeOf = placesIn(repository, rules);
  return {
    "policy.sarif": printSarif([stack], rules, `policy/${stack.stack}`, placeOf),
    "policy.codequality.json": printCodeQuality([stack], rules, `policy/${stack.stack}`, placeOf),
    "policy.junit.xml": printJunit([stack]),
  };
}

/** Writes a stack's files in place of those of an earlier run. */
function writeFiles(stackName: string, files: Readonly<Record<string, string>>): void {
  const folder = folderOf(stackName);
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) writeWhole(join(folder, name), content);
}

function writeReport(report: Report, { key, origin }: Judging): void {
  const files = { ...printForms(report), "evidence.json": printEvidence(report, origin), "oscal.json": printOscal(report, origin) };
  writeFiles(report.stack, key === undefined ? files : { ...files, [envelopeFile]: sealed(report, files, origin, key) });
  process.stdout.write(`${printReport(report, relative(repository, folderOf(report.stack)))}\n`);
}

function writeUnjudged(stackName: string, error: string): void {
  if (stackNames.includes(stackName)) writeFiles(stackName, printForms({ stack: stackName, error }));
  process.stderr.write(`${error}\n`);
}

function parse(args: string[]): Request | { readonly verify: string } {
  const { values, positionals } = readArguments(args);
  if (values.verify !== undefined) {
    if (args.length > 2) throw new StackError(`--verify: got more than a file, want one file; fix: ${usage}`);
    return { verify: values.verify };
  }
  const { state, date = judgementDate(), within } = values;
  if (!isoDate.safeParse(date).success) throw new StackError(`--date: got ${date}, want a date, YYYY-MM-DD; fix: ${usage}`);
  const withinDays = Number(within);
  if (!Number.isInteger(withinDays) || withinDays < 0 || withinDays > 36_500)
    throw new StackError(`--within: got ${within}, want a whole number of days from 0; fix: ${usage}`);
  if ((state === undefined) === (positionals.length === 0))
    throw new StackError(`got ${state === undefined ? "no stack" : "a stack and a state"}, want one or the other; fix: ${usage}`);
  return { stacks: positionals.includes("all") ? stackNames : positionals, state, date, withinDays };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        state: { type: "string" },
        verify: { type: "string" },
        date: { type: "string" },
        within: { type: "string", default: "90" },
      },
    });
  } catch (error) {
    throw new StackError(`${messageOf(error)}; fix: ${usage}`, { cause: error });
  }
}
