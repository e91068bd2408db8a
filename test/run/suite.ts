import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** Runs one of vitest's projects with these further arguments (a filter of file names, say). `label` as in runScript. */
export async function runSuite(project: string, args: readonly string[] = [], label?: string): Promise<Count> {
  const directory = mkdtempSync(join(tmpdir(), "nscale-tests-"));
  const report = join(directory, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const words = ["run", "--config", "test/vitest.config.ts", "--project", project, ...reporters, ...args];
    const before = project === "serving" ? await onlyLoopback() : [];
    const code = await runScript("vitest/vitest.mjs", words, { before, label });
    const result = JSON.parse(readFileSync(report, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      success: boolean;
    };
    // A file that does not load has no failed test, and still is a failure.
    const failed = code === 0 ? result.numFailedTests : Math.max(1, result.numFailedTests);
    return { passed: result.numPassedTests, failed, skipped: result.numPendingTests };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
