import { expect, test } from "vitest";
import { printFaults } from "../../../components/lib/parse/fault.ts";
import { duplicateFaults } from "../../../components/lib/source/duplicates.ts";
import { parseSource } from "../../../components/lib/source/source.ts";

const lines = (...text: string[]) => printFaults("", duplicateFaults(parseSource("stacks/a.ts", text.join("\n")))).split("\n");

const told = (place: string, path: string, key: string, first: number) =>
  `stacks/a.ts:${place}: ${path}: got the key ${key} again, which is in line ${first} already, want each key of an object once: of two, JavaScript keeps the last in silence; fix: rename one of them, or remove it`;

test("a key that an object has twice is told with both lines, whatever way it is written", () => {
  expect(
    lines(
      "const clusters = {",
      '  "initial-1": { gpus: 1 },',
      "  full: { gpus: 1,",
      "    gpus: 2 },",
      "  'initial-1': { gpus: 2 },",
      "} as const;",
      "export default { clusters: clusters, site: { 1: 2, ['1']: 3 }, list: [{ a: 1, a: 2 }] } satisfies Record<string, unknown>;",
    ),
  ).toEqual([
    told("5", "clusters.initial-1", "initial-1", 2),
    told("4", "clusters.full.gpus", "gpus", 3),
    told("7", "site.1", "1", 7),
    told("7", "list.a", "a", 7),
  ]);
});

test("objects of one function, a key that replaces one of a spread, computed keys and a getter with its setter are right", () => {
  const text = [
    "const b = 'a';",
    "const of = (a: number) => ({ a, ...{ a: 1 }, [b]: 2 });",
    "export default { first: of(1), second: of(2), get x() { return 1; }, set x(value) {}, nested: { first: 1 } };",
  ];
  expect(lines(...text)).toEqual([""]);
});
