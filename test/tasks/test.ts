import { availableParallelism } from "node:os";
import { repository } from "../../cli/setup/cache.mjs";
import { testsSince } from "../run/changed.ts";
import { runChecks } from "../run/checks.ts";
import { buildParts, type Part } from "../run/parts.ts";
import { Slots } from "../run/slots.ts";
import { add, nothing, printCount, runSuite, type SuiteRun } from "../run/suite.ts";
import { printTable } from "../run/table.ts";

/** Parts that must be built before a suite can run. Of those that wait at the same time, the first here starts first. */
const suites: Readonly<Record<string, readonly Part[]>> = {
  fast: [],
  browser: [],
  engine: ["engine"],
  cluster: ["engine", "control-plane", "controllers", "slurm-operator", "gitops", "network-policy"],
  serving: ["engine", "control-plane", "serving"],
  slurm: [],
  standalone: ["engine", "control-plane", "serving"],
};

const notBuilt = (suite: string): SuiteRun => ({ suite, count: { ...nothing, failed: 1 }, seconds: 0, tests: [] });

/**
 * `npm test`: everything. Parts are built in the background; each suite starts when its own are there, and a suite that waits for a cluster leaves the
 * processor to others. `npm test -- --changed[=BASE]` runs the checks and the tests that the changes since a commit (by default the branch main) can reach.
 */
export async function run(args: string[] = []): Promise<number> {
  const chosen = chosenTests(args);
  const names = Object.keys(suites).filter((suite) => chosen?.some((file) => suiteOf(file) === suite) ?? true);
  const built = buildParts(names.flatMap((suite) => suites[suite] ?? []));
  const slots = new Slots(availableParallelism() + 1);
  const started = names.map(async (suite, index) => {
    const isBuilt = (await Promise.all((suites[suite] ?? []).map((part) => built[part] ?? Promise.resolve(false)))).every(Boolean);
    const files = chosen?.filter((file) => suiteOf(file) === suite) ?? [];
    return isBuilt ? slots.run(index, () => runSuite(suite, files, suite)) : notBuilt(suite);
  });
  const [checks, ...runs] = await Promise.all([slots.run(-1, () => runChecks("check")), ...started]);
  const count = runs.reduce((sum, suite) => add(sum, suite.count), checks);
  process.stdout.write(`${printTable(runs)}\n\n${printCount(count)}\n`);
  return count.failed === 0 ? 0 : 1;
}

/** The test files that were asked for; undefined for all. */
function chosenTests(args: readonly string[]): string[] | undefined {
  const [first, ...others] = args;
  if (first === undefined) return undefined;
  const base = /^--changed(?:=(.+))?$/.exec(first);
  if (base === null || others.length > 0) throw new Error(`got ${args.join(" ")}, want --changed, --changed=COMMIT or nothing`);
  return testsSince(base[1] ?? "main", repository);
}

/** The suite of a test file: its folder, but for those of the fast one. */
const suiteOf = (file: string): string => {
  const folder = file.split("/")[1] ?? "";
  return folder in suites ? folder : "fast";
};
