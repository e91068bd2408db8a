import { expect, test } from "vitest";
import { printTable } from "../../run/table.ts";
import type { SuiteRun } from "../../run/suite.ts";

const run = (suite: string, seconds: number, tests: readonly (readonly [string, number])[]): SuiteRun => ({
  suite,
  seconds,
  count: { passed: tests.length - 1, failed: 1, skipped: 0 },
  tests: tests.map(([name, time]) => ({ suite, file: `test/${suite}/a.test.ts`, name, seconds: time })),
});

test("suites by time, then the ten slowest tests of all", () => {
  const fast = Array.from({ length: 10 }, (_, index) => [`rule ${index}`, index / 10] as const);
  expect(
    printTable([
      run("fast", 75.4, fast),
      run("engine", 312, [
        ["comes up", 41.26],
        ["goes down", 0.05],
      ]),
    ]),
  ).toBe(
    [
      "  suite   tests  seconds",
      "  engine      2      312",
      "  fast       10       75",
      "",
      "  seconds  slowest tests",
      "     41.3  test/engine/a.test.ts  comes up",
      ...[9, 8, 7, 6, 5, 4, 3, 2, 1].map((index) => `      0.${index}  test/fast/a.test.ts    rule ${index}`),
    ].join("\n"),
  );
});
