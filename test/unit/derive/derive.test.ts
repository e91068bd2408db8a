import { expect, test } from "vitest";
import { z } from "zod";
import { derive, type Derivation } from "../../../components/lib/derive/derive.ts";
import { follows } from "../../../components/lib/derive/follows.ts";
import { parseSpec, rulesOver } from "../../../components/lib/parse/parse.ts";
import { linesOf } from "../../support/invalid.ts";

const derivations: Derivation[] = [
  { path: "racks.*.units", value: (read, rack) => (read("racks", rack, "size") === 2 ? 2 : undefined) },
  { path: "rows.*.first", value: (read, index) => read.fact("rows", Number(index), "size") },
  { path: "racks.*.layer?.name", value: (read, rack) => (read("racks", rack, "units") === 2 ? `${rack}-layer` : undefined) },
];

test("what is left out gets its value, in the order of the derivations, and what is written stays", () => {
  const input = { racks: { a: { size: 2 }, b: { size: 2, units: 3 } }, rows: [{ size: { value: 4 } }] };
  const { input: whole, from, missing } = derive(derivations, input);
  expect(whole).toEqual({
    racks: { a: { size: 2, units: 2, layer: { name: "a-layer" } }, b: { size: 2, units: 3 } },
    rows: [{ size: { value: 4 }, first: 4 }],
  });
  expect([...from]).toEqual([
    ["racks.a.units", ["racks.a.size"]],
    ["rows[0].first", ["rows[0].size"]],
    ["racks.a.layer.name", ["racks.a.units"]],
  ]);
  expect([...missing]).toEqual([["racks.b.layer", ["racks.b.units"]]]);
  expect(input.racks.a).toEqual({ size: 2 });
});

test("an object that two places share is changed in neither", () => {
  const shared = { size: 2 };
  const { input } = derive(derivations, { racks: { a: shared, b: shared } });
  expect(input).toEqual({
    racks: { a: { size: 2, units: 2, layer: { name: "a-layer" } }, b: { size: 2, units: 2, layer: { name: "b-layer" } } },
  });
  expect(shared).toEqual({ size: 2 });
});

test("an input of any other shape is left as it is", () => {
  for (const input of [undefined, null, 5, "a", [], { racks: 5 }, { racks: [], rows: {} }, { racks: { a: null, b: [] } }]) {
    expect(derive(derivations, input).input).toBe(input);
  }
});

const schema = z.strictObject({
  racks: z.record(
    z.string(),
    z.strictObject({
      size: z.number().max(3),
      units: follows(z.number(), "twice"),
      layer: z.strictObject({ name: z.string() }).optional(),
    }),
  ),
});
const few = rulesOver<z.output<typeof schema>>()(["racks"], (racks) =>
  Object.entries(racks)
    .filter(([, { units }]) => units === 2)
    .map(([rack]) => ({ path: `racks.${rack}.units`, got: "2 units", want: "more", fix: "add one" })),
);
const lines = (input: unknown) => linesOf(() => parseSpec("a.ts", schema, [few], input, { derivations }));

test("what does not follow is a fault, unless what it follows from has one", () => {
  expect(lines({ racks: { a: { size: 1 } } })).toEqual(["a.ts: racks.a.units: got nothing, want a number; fix: add it"]);
  expect(lines({ racks: { a: { size: 4 } } })).toEqual(["a.ts: racks.a.size: got 4, want a number ≤ 3; fix: correct the value"]);
  expect(lines({ racks: { a: {} } })).toEqual(["a.ts: racks.a.size: got nothing, want a number; fix: add it"]);
  expect(lines({ racks: { a: 5 } })).toEqual(["a.ts: racks.a: got 5, want an object with size, units, layer; fix: correct the value"]);
});

test("a fault of a value that follows names what it follows from, and one that only repeats that of its source is not told", () => {
  expect(lines({ racks: { a: { size: 2 } } })).toEqual([
    "a.ts: racks.a.units: got 2 units (follows from racks.a.size), want more; fix: add one",
  ]);
  const same: Derivation[] = [{ path: "racks.*.units", value: (read, rack) => read("racks", rack, "size") }];
  const told = linesOf(() => parseSpec("a.ts", schema, [], { racks: { a: { size: "many" } } }, { derivations: same }));
  expect(told).toEqual(['a.ts: racks.a.size: got "many", want a number; fix: correct the value']);
});
