import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { parseStack } from "../../components/stack/parse.ts";
import { linesOf, validStack, type InvalidCase } from "../support/invalid.ts";

const root = `${import.meta.dirname}/../invalid`;
const names = globSync("*/*.ts", { cwd: root }).sort();
const cases = await Promise.all(
  names.map(async (name) => ({ name, ...((await import(`${root}/${name}`)) as { readonly default: InvalidCase }).default })),
);

test("every area has its cases, and none got lost", () => {
  expect([...new Set(names.map((name) => name.split("/")[0]))]).toEqual([
    "cluster",
    "fleet",
    "inference",
    "kubernetes",
    "site",
    "slurm",
    "stack",
  ]);
  expect(names.length).toBeGreaterThan(85);
});

test("what the cases change is valid before", () => {
  expect(linesOf(() => parseStack("valid.ts", validStack()))).toEqual([]);
});

test.each(cases)("$name", ({ name, change, faults }) => {
  const stack = validStack();
  change(stack);
  expect(linesOf(() => parseStack(name, stack))).toEqual(faults.map((fault) => `${name}: ${fault}`));
});

test("each case tells a person where, what, what instead and how", () => {
  const lines = cases.flatMap(({ faults }) => faults);
  expect(lines.filter((line) => !/^[\w.[\]-]+: got \S.*, want \S.*; fix: \S.*$/.test(line))).toEqual([]);
  expect(cases.filter(({ faults }) => faults.length === 0)).toEqual([]);
});
