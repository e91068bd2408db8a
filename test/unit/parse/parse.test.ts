import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { parseSpec, rulesOver } from "../../../components/lib/parse/parse.ts";
import { linesOf } from "../../support/invalid.ts";

const schema = z.strictObject({
  site: z.strictObject({
    phases: z.array(z.strictObject({ name: z.string() })),
    owners: z.record(z.string(), z.number()).default({ nobody: 100 }),
  }),
  clusters: z.record(z.string(), z.number()),
  notes: z.string().optional(),
});

const rule = rulesOver<z.output<typeof schema>>();
let judged: unknown[][] = [];
beforeEach(() => {
  judged = [];
});

const fault = (path: string) => ({ path, got: "this", want: "that", fix: "do so" });
const line = (path: string) => `a.ts: ${path}: got this, want that; fix: do so`;

const rules = [
  rule(["site.phases"], (phases) => {
    judged.push(["phases", phases]);
    return phases.filter(({ name }) => name === "bad").map(() => fault("phases"));
  }),
  rule(["site.owners", "clusters"], (owners, clusters) => {
    judged.push(["both", owners, clusters]);
    return Object.values(clusters).includes(-1) ? [fault("first"), fault("second")] : [];
  }),
  rule(["notes"], (notes) => {
    judged.push(["notes", notes]);
    return notes === "bad" ? [fault("notes")] : [];
  }),
];

const valid = { site: { phases: [{ name: "a" }], owners: { north: 100 } }, clusters: { hall: 8 } };
const lines = (input: unknown) => linesOf(() => parseSpec("a.ts", schema, rules, input));
const rulesThatRan = () => judged.map(([name]) => name);

test("what is valid comes back with its defaults", () => {
  expect(parseSpec("a.ts", schema, rules, { ...valid, site: { phases: [] } })).toEqual({
    site: { phases: [], owners: { nobody: 100 } },
    clusters: { hall: 8 },
  });
});

test("a rule gets the areas that it reads, parsed and in its order", () => {
  expect(lines({ ...valid, site: { phases: [{ name: "a" }] } })).toEqual([]);
  expect(judged).toEqual([
    ["phases", [{ name: "a" }]],
    ["both", { nobody: 100 }, { hall: 8 }],
    ["notes", undefined],
  ]);
});

test("all rules report all their faults, in the rules' order", () => {
  expect(lines({ site: { phases: [{ name: "bad" }, { name: "bad" }] }, clusters: { hall: -1 }, notes: "bad" })).toEqual([
    line("phases"),
    line("phases"),
    line("first"),
    line("second"),
    line("notes"),
  ]);
});

test("faults of shape come first, and only the rules that read those areas are skipped", () => {
  expect(lines({ site: { phases: [{ name: 5 }], owners: {} }, clusters: { hall: -1 } })).toEqual([
    "a.ts: site.phases[0].name: got 5, want text; fix: correct the value",
    line("first"),
    line("second"),
  ]);
  expect(rulesThatRan()).toEqual(["both", "notes"]);
});

test("one bad area of two is enough to skip a rule", () => {
  expect(lines({ ...valid, clusters: { hall: "many" }, notes: "bad" })).toEqual([
    'a.ts: clusters.hall: got "many", want a number; fix: correct the value',
    line("notes"),
  ]);
  expect(rulesThatRan()).toEqual(["phases", "notes"]);
});

test("a fault beside an area skips no rule: an unknown key of its parent, say", () => {
  expect(lines({ ...valid, site: { phases: [{ name: "bad" }], phase: [], owners: {} }, extra: 1 })).toEqual([
    "a.ts: site.phase: got an unknown key, want one of phases, owners; fix: remove it",
    "a.ts: extra: got an unknown key, want one of site, clusters, notes; fix: remove it",
    line("phases"),
  ]);
  expect(rulesThatRan()).toEqual(["phases", "both", "notes"]);
});

test("a missing area skips the rules that read it, unless it may be missing", () => {
  expect(lines({ clusters: { hall: -1 } })).toEqual(["a.ts: site: got nothing, want an object with phases, owners; fix: add it"]);
  // What stands below the missing area is not judged by its default.
  expect(judged).toEqual([["notes", undefined]]);
});

test("nothing is judged of an input that is no object", () => {
  expect(lines(null)).toEqual(["a.ts: the whole input: got null, want an object with site, clusters, notes; fix: correct the value"]);
  expect(rulesThatRan()).toEqual(["notes"]);
});

test("entries whose shape is right are judged beside others, whose names a rule may still know", () => {
  const each = [
    rule(["clusters.*", "keys of clusters", "keys of site.owners"], (clusters, names, owners) => {
      judged.push(["each", clusters, names, owners]);
      return Object.keys(clusters).map((name) => fault(`clusters.${name}`));
    }),
    rule(["clusters"], (clusters) => {
      judged.push(["all", clusters]);
      return [];
    }),
  ];
  const linesOfEach = (input: unknown) => linesOf(() => parseSpec("a.ts", schema, each, input));
  expect(linesOfEach({ ...valid, clusters: { hall: 8, mill: "many", yard: 2 } })).toEqual([
    'a.ts: clusters.mill: got "many", want a number; fix: correct the value',
    line("clusters.hall"),
    line("clusters.yard"),
  ]);
  expect(judged.splice(0)).toEqual([["each", { hall: 8, yard: 2 }, ["hall", "mill", "yard"], ["north"]]]);
  linesOfEach({ ...valid, clusters: { hall: 8 } });
  expect(judged.splice(0)).toEqual([
    ["each", { hall: 8 }, ["hall"], ["north"]],
    ["all", { hall: 8 }],
  ]);
  expect(linesOfEach({ ...valid, clusters: 8 })).toEqual(["a.ts: clusters: got 8, want an object; fix: correct the value"]);
  expect(judged.splice(0)).toEqual([]);
  linesOfEach({ site: { phases: [{ name: 5 }] }, clusters: {} });
  expect(judged.splice(0)).toEqual([
    ["each", {}, [], ["nobody"]],
    ["all", {}],
  ]);
});

test("a rule over a part of what may be left out is not asked where it is", () => {
  const optional = z.strictObject({
    serving: z.strictObject({ gateway: z.string(), endpoints: z.record(z.string(), z.number()) }).optional(),
  });
  const over = rulesOver<z.output<typeof optional>>();
  const asks = [
    over(["serving.gateway", "serving.endpoints.*"], (gateway, endpoints) => {
      judged.push([gateway, endpoints]);
      return [];
    }),
  ];
  parseSpec("a.ts", optional, asks, {});
  expect(judged).toEqual([]);
  parseSpec("a.ts", optional, asks, { serving: { gateway: "a", endpoints: { b: 1 } } });
  expect(judged).toEqual([["a", { b: 1 }]]);
});
