import { describe, expect, test } from "vitest";
import { z } from "zod";
import { assumed, factOf } from "../../../components/lib/fact.ts";
import { countryCode, key, keyed } from "../../../components/lib/names.ts";
import { show } from "../../../components/lib/parse/shape.ts";
import { parseSpec } from "../../../components/lib/parse/parse.ts";
import { linesOf } from "../../support/invalid.ts";

/** Message lines on `value` as the field `it` of a spec. */
const said = (schema: z.ZodType, value: unknown) =>
  linesOf(() => parseSpec("a.ts", z.strictObject({ it: schema }), [], value === undefined ? {} : { it: value }));

const megawatts = z.number().positive().describe("megawatts, above zero");
const oneOf = z.enum(["air", "liquid"]);
const color = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("grey"), level: z.number().describe("how light it is, from 0") }),
  z.strictObject({ kind: z.literal("hue"), angle: z.number(), source: factOf(z.string()) }),
]);

const wanted: readonly (readonly [what: string, schema: z.ZodType, value: unknown, line: string])[] = [
  ["a missing text", z.string(), undefined, "it: got nothing, want text; fix: add it"],
  ["a missing number that is described", megawatts, undefined, "it: got nothing, want a number; fix: add it: megawatts, above zero"],
  ["a missing date", z.iso.date(), undefined, "it: got nothing, want a date that the calendar has, YYYY-MM-DD; fix: add it"],
  ["a missing enum", oneOf, undefined, "it: got nothing, want one of air, liquid; fix: add it"],
  [
    "a missing object",
    z.strictObject({ a: z.string(), b: z.string() }),
    undefined,
    "it: got nothing, want an object with a, b; fix: add it",
  ],
  ["text for a number", megawatts, "30 MW", 'it: got "30 MW", want a number; fix: write megawatts, above zero'],
  ["a number for a text", z.string(), 30, "it: got 30, want text; fix: correct the value"],
  ["a number for a truth value", z.boolean(), 1, "it: got 1, want true or false; fix: correct the value"],
  ["an object for a list", z.array(z.string()), {}, "it: got {}, want a list; fix: correct the value"],
  ["null for an object", z.strictObject({ a: z.string() }), null, "it: got null, want an object with a; fix: correct the value"],
  ["a list for a record", keyed(z.string()), [], "it: got [], want an object; fix: correct the value"],
  ["a broken number for a whole one", z.number().int(), 1.5, "it: got 1.5, want a whole number; fix: correct the value"],
  ["a number that is none", z.number(), Number.NaN, "it: got NaN, want a number; fix: correct the value"],
  ["a number without an end", z.number(), Number.POSITIVE_INFINITY, "it: got Infinity, want a number; fix: correct the value"],
  ["a number of another kind", z.number(), 5n, "it: got 5n, want a number; fix: correct the value"],
  ["a type without words", z.null(), 5, "it: got 5, want a value of type null; fix: correct the value"],
  ["a number that must be larger", z.number().positive(), 0, "it: got 0, want a number > 0; fix: correct the value"],
  ["a number that may be equal", z.number().min(1), 0.9, "it: got 0.9, want a number ≥ 1; fix: correct the value"],
  ["a whole number that is too small", z.number().int().min(1), 0, "it: got 0, want a number ≥ 1; fix: correct the value"],
  ["a number that must be smaller", z.number().lt(3), 3, "it: got 3, want a number < 3; fix: correct the value"],
  ["a number that is too large", z.number().max(3), 4, "it: got 4, want a number ≤ 3; fix: correct the value"],
  ["an empty text", z.string().min(1), "", 'it: got "", want text of 1 character or more; fix: correct the value'],
  ["a text too long", z.string().max(3), "four", 'it: got "four", want text of 3 characters or fewer; fix: correct the value'],
  ["an empty list", z.array(z.string()).min(1), [], "it: got [], want a list of 1 or more; fix: correct the value"],
  ["a list too long", z.array(z.number()).max(1), [1, 2], "it: got [1,2], want a list of 1 or fewer; fix: correct the value"],
  [
    "a date that is none",
    z.iso.date(),
    "2026-02-30",
    'it: got "2026-02-30", want a date that the calendar has, YYYY-MM-DD; fix: correct the value',
  ],
  ["an address range", z.cidrv4(), "10.0.0.0/33", 'it: got "10.0.0.0/33", want an IPv4 range such as 10.0.0.0/16; fix: correct the value'],
  ["a format without words", z.email(), "me", 'it: got "me", want text in the format email; fix: correct the value'],
  ["a pattern", z.string().regex(/^x+$/), "y", 'it: got "y", want text that matches /^x+$/; fix: correct the value'],
  [
    "a key",
    key.describe("the name of a phase"),
    "Phase",
    'it: got "Phase", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: write the name of a phase',
  ],
  [
    "a country",
    factOf(countryCode).describe("where it is"),
    assumed("Norway", "an example"),
    'it.value: got "Norway", want an ISO 3166-1 alpha-2 country code, for example NO; fix: write "NO" (Norway)',
  ],
  ["a near miss of an enum", oneOf, "Aire", 'it: got "Aire", want one of air, liquid; fix: write "air", or another of them'],
  ["half a miss of an enum", z.enum(["NO", "GB"]), "NA", 'it: got "NA", want one of NO, GB; fix: write one of them'],
  ["no near miss of an enum", oneOf, "oil-immersion", 'it: got "oil-immersion", want one of air, liquid; fix: write one of them'],
  [
    "no near miss of an enum that is described",
    oneOf.describe("a cooling class"),
    7,
    "it: got 7, want one of air, liquid; fix: write one of them: a cooling class",
  ],
  ["a literal", z.literal("NO"), "SE", 'it: got "SE", want "NO"; fix: write "NO"'],
  ["numbers in a list", z.union([z.literal(1), z.literal(3)]), 2, "it: got 2, want one of 1, 3; fix: write one of them"],
  [
    "a number in a list, as text",
    z.union([z.literal(1), z.literal(3)]),
    "3",
    'it: got "3", which is text, want one of 1, 3; fix: write 3, or another of them',
  ],
  [
    "formats in a union",
    z.union([z.ipv4(), z.ipv6(), z.hostname()]).describe("an address"),
    "a b",
    'it: got "a b", want an IPv4 address or an IPv6 address or a host name; fix: write an address',
  ],
  ["a missing union of formats", z.union([z.ipv4(), z.hostname()]), undefined, "it: got nothing, want text; fix: add it"],
  ["a word for a tagged object", color, "hues", 'it: got "hues", want an object with kind: grey | hue; fix: write { kind: "hue" }'],
  ["a number for a tagged object", color, 3, "it: got 3, want an object with kind: grey | hue; fix: write { kind: … }"],
  ["a missing tagged object", color, undefined, "it: got nothing, want an object with kind: grey | hue; fix: write { kind: … }"],
  ["an object without its tag", color, { level: 1 }, "it.kind: got nothing, want one of grey, hue; fix: add it"],
  ["an unknown tag", color, { kind: "gray" }, 'it.kind: got "gray", want one of grey, hue; fix: write "grey", or another of them'],
  ["a field of a tagged object", color, { kind: "grey" }, "it.level: got nothing, want a number; fix: add it: how light it is, from 0"],
  [
    "another option's field",
    color,
    { kind: "grey", level: 1, angle: 2 },
    "it.angle: got an unknown key, want one of kind, level; fix: remove it",
  ],
  [
    "a bare value for a fact inside a tagged object",
    color,
    { kind: "hue", angle: 1, source: "here" },
    'it.source: got "here", want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it',
  ],
  ["a fact's value", factOf(megawatts), assumed(0, "an example"), "it.value: got 0, want a number > 0; fix: write megawatts, above zero"],
  [
    "the value of a fact that is described",
    factOf(megawatts).describe("the capacity"),
    assumed(0, "an example"),
    "it.value: got 0, want a number > 0; fix: write the capacity",
  ],
  [
    "a fact's reason, which its description is not about",
    factOf(megawatts).describe("the capacity"),
    assumed(1, ""),
    'it.reason: got "", want text of 10 characters or more, on one line, without characters that do not show, and without blanks at its ends; fix: write why this value stands in for one that no public source states',
  ],
  [
    "a source for an assumption",
    factOf(megawatts),
    { ...assumed(1, "an example"), source: "a brochure" },
    "it.source: got an unknown key, want one of basis, value, reason, disputed; fix: remove it",
  ],
  [
    "a reason for a statement",
    factOf(megawatts),
    { basis: "stated", value: 1, source: "a brochure", reason: "an example" },
    "it.reason: got an unknown key, want one of basis, value, source, disputed; fix: remove it",
  ],
  ["a description outside a default", z.number().default(1).describe("how many"), "x", 'it: got "x", want a number; fix: write how many'],
  ["a description inside a default", z.number().describe("how many").default(1), "x", 'it: got "x", want a number; fix: write how many'],
  ["an optional field", z.number().optional().describe("how many"), "x", 'it: got "x", want a number; fix: write how many'],
  ["a list's element", z.array(oneOf), ["air", "oil"], 'it[1]: got "oil", want one of air, liquid; fix: write one of them'],
  ["a record's value", keyed(megawatts), { a: 1, b: "x" }, 'it.b: got "x", want a number; fix: write megawatts, above zero'],
  [
    "a record's key",
    keyed(megawatts),
    { "Hall 1": 1 },
    'it["Hall 1"]: got the key "Hall 1", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
  ],
  ["a number between steps", z.number().multipleOf(8), 9, "it: got 9, want a multiple of 8; fix: correct the value"],
  ["a check of the schema's own", z.number().refine((value) => value < 9, "a digit"), 9, "it: got 9, want a digit; fix: correct the value"],
];

test.each(wanted)("%s", (_, schema, value, line) => {
  expect(said(schema, value)).toEqual([`a.ts: ${line}`]);
});

describe("unknown keys", () => {
  const object = z.strictObject({ capacity: z.number(), cooling: z.string().optional(), owner: z.string().optional() });

  test("are each told apart from the keys that are free", () => {
    expect(said(object, { capacity: 1, cooling: "air", colling: "air", ownr: "A", zzzzzz: 1 })).toEqual([
      "a.ts: it.colling: got an unknown key, want one of capacity, cooling, owner; fix: remove it",
      "a.ts: it.ownr: got an unknown key, want one of capacity, cooling, owner; fix: rename it to owner, or remove it",
      "a.ts: it.zzzzzz: got an unknown key, want one of capacity, cooling, owner; fix: remove it",
    ]);
  });

  test("stand for the key that they were meant to be", () => {
    expect(said(object, { Capacty: 1 })).toEqual([
      "a.ts: it.Capacty: got an unknown key, want one of capacity, cooling, owner; fix: rename it to capacity, or remove it",
    ]);
  });
});

test("an input that is no object at all is named as a whole", () => {
  expect(linesOf(() => parseSpec("a.ts", z.strictObject({ a: z.string() }), [], "narvik"))).toEqual([
    'a.ts: the whole input: got "narvik", want an object with a; fix: correct the value',
  ]);
});

test("a value is shown short", () => {
  const shown = [undefined, null, 0, -0.5, Number.NaN, 5n, "a", "", true, [], { a: 1 }, () => 1, Symbol("a")].map(show);
  expect(shown).toEqual(["nothing", "null", "0", "-0.5", "NaN", "5n", '"a"', '""', "true", "[]", '{"a":1}', "a function", "a symbol"]);
  expect(show("x".repeat(58))).toBe(`"${"x".repeat(58)}"`);
  expect(show("x".repeat(59))).toBe(`"${"x".repeat(56)}…`);
});
