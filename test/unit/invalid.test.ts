import { expect, test } from "vitest";
import { parseStack } from "../../components/stack/parse.ts";
import addresses from "../invalid/addresses.ts";
import cluster from "../invalid/cluster.ts";
import flexibility from "../invalid/flexibility.ts";
import fleet from "../invalid/fleet.ts";
import growth from "../invalid/growth.ts";
import inference from "../invalid/inference.ts";
import kubernetes from "../invalid/kubernetes.ts";
import names from "../invalid/names.ts";
import ranges from "../invalid/ranges.ts";
import references from "../invalid/references.ts";
import renames from "../invalid/renames.ts";
import site from "../invalid/site.ts";
import slurm from "../invalid/slurm.ts";
import stack from "../invalid/stack.ts";
import text from "../invalid/text.ts";
import { linesOf, validStack, type InvalidCases } from "../support/invalid.ts";

const areas: Readonly<Record<string, InvalidCases>> = {
  addresses,
  cluster,
  flexibility,
  fleet,
  growth,
  inference,
  kubernetes,
  names,
  ranges,
  references,
  renames,
  site,
  slurm,
  stack,
  text,
};
const cases = Object.entries(areas).flatMap(([area, table]) =>
  Object.entries(table).map(([name, each]) => ({ name: `${area}: ${name}`, ...each })),
);

test("what the cases change is valid before", () => {
  expect(linesOf(() => parseStack("valid.ts", validStack()))).toEqual([]);
});

test.each(cases)("$name", ({ change, faults }) => {
  const invalid = validStack();
  change(invalid);
  expect(linesOf(() => parseStack("a.ts", invalid))).toEqual(faults.map((fault) => `a.ts: ${fault}`));
});

test("each case tells a person where, what, what instead and how", () => {
  const lines = cases.flatMap(({ faults }) => faults);
  expect(lines.filter((line) => !/^[\w.[\]-]+: got \S.*, want \S.*; fix: \S.*$/.test(line))).toEqual([]);
  expect(cases.filter(({ faults }) => faults.length === 0)).toEqual([]);
});
