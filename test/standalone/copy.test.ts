import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repository } from "../../cli/setup/cache.mjs";
import { ownFiles } from "../support/imports.ts";

/** The shortest file of each suite that needs all that its suite does. */
const files = {
  fast: "test/unit/stacks.test.ts",
  engine: "test/engine/plain-pulumi.test.ts",
  cluster: "test/cluster/slurm-objects.test.ts",
  slurm: "test/slurm/database.test.ts",
  serving: "test/serving/objects.test.ts",
  browser: "test/browser/review.test.ts",
} as const;

const folder = mkdtempSync(join(tmpdir(), "nscale-standalone-"));
const copy = join(folder, "repository");
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  for (const file of ownFiles(repository)) cpSync(join(repository, file), join(copy, file));
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
});

/** Environment of a continuous integration, without the variables that this run of vitest sets for its own processes. */
const environment = Object.fromEntries([
  ...Object.entries(process.env).filter(([name]) => !/^VITEST|^NODE_ENV$/.test(name)),
  ["CI", "true"],
  ["NO_COLOR", "1"],
]);

const endsWithinMilliseconds = 500_000;

/** Runs a file of a suite in the copy, as `npm run test:…` does, and returns what it printed. */
async function runInCopy(suite: string, file: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const script = join("cli", "setup", "bootstrap.mjs");
  const options = { cwd: copy, env: environment, maxBuffer: 1 << 28, timeout: endsWithinMilliseconds };
  try {
    return await promisify(execFile)(process.execPath, [script, join("test", "tasks", "suite.ts"), suite, file], options);
  } catch (error) {
    if (error instanceof Error && "stdout" in error && "stderr" in error)
      return { stdout: String(error.stdout), stderr: String(error.stderr) };
    throw error;
  }
}

test.each(Object.entries(files))("%s tests run in a copy of the checkout with nothing beside it", async (suite, file) => {
  const { stdout, stderr } = await runInCopy(suite, file);
  expect(stdout.trimEnd().split("\n").at(-1), stdout + stderr).toMatch(/^[1-9]\d* passed, 0 failed$/);
  expect(readdirSync(folder)).toEqual(["repository"]);
});
