import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { repository } from "../../cli/setup/cache.mjs";
import { onlyLoopback } from "../rigs/serving/only-loopback.ts";
import { runScript } from "./child.ts";

/** Numbers of tests by outcome. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Count = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Count, b: Count): Count => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The closing line of a run. */
export const printCount = ({ passed, failed, skipped }: Count): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/** One test's own time, in seconds. */
export interface TimedTest {
  readonly suite: string;
  readonly file: string;
  readonly name: string;
  readonly seconds: number;
}

/** A suite's outcome: its count, its time from start to end in seconds, and its tests. */
export interface SuiteRun {
  readonly suite: string;
  readonly count: Count;
  readonly seconds: number;
  readonly tests: readonly TimedTest[];
}

/** Runs one of vitest's projects with these further arguments (a filter of file names, say). `label` as in runScript. */
export async function runSuite(project: string, args: readonly string[] = [], label?: string): Promise<SuiteRun> {
  const directory = mkdtempSync(join(tmpdir(), "nscale-tests-"));
  const report = join(directory, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const words = ["run", "--config", "test/vitest.config.ts", "--project", project, ...reporters, ...args];
    const before = project === "serving" ? await onlyLoopback() : [];
    const started = performance.now();
    const code = await runScript("vitest/vitest.mjs", words, { before, label });
    const seconds = (performance.now() - started) / 1000;
    const result = JSON.parse(readFileSync(report, "utf8")) as Report;
    // A file that does not load has no failed test, and still is a failure.
    const failed = code === 0 ? result.numFailedTests : Math.max(1, result.numFailedTests);
    const count = { passed: result.numPassedTests, failed, skipped: result.numPendingTests };
    return { suite: project, count, seconds, tests: result.testResults.flatMap((file) => timed(project, file)) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What is read of vitest's report: durations are in milliseconds. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly ReportedFile[];
}

interface ReportedFile {
  readonly name: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly duration?: number | null }[];
}

const timed = (suite: string, { name, assertionResults }: ReportedFile): TimedTest[] =>
  assertionResults.map(({ fullName, duration }) => ({
    suite,
    file: relative(repository, name),
    name: fullName,
    seconds: (duration ?? 0) / 1000,
  }));
