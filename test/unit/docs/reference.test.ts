import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { sectionsOf } from "../../../cli/docs/fields.ts";
import { jsonSchemaOf } from "../../../cli/docs/json-schema.ts";
import { reachFiles } from "../../../cli/docs/reach.ts";
import { referenceFiles } from "../../../cli/docs/reference.ts";
import { repository } from "../../../cli/setup/cache.mjs";
import { follows } from "../../../components/lib/derive/follows.ts";
import { factOf } from "../../../components/lib/fact.ts";
import { key, keyed } from "../../../components/lib/names.ts";
import { fleetSpec } from "../../../components/schema/fleet.ts";
import { stackSpec } from "../../../components/schema/stack.ts";

/** The paths of the fields that the schema says nothing of. */
const undescribed = (spec: z.ZodType): string[] =>
  sectionsOf(jsonSchemaOf(spec)).flatMap(({ path, forms }) =>
    forms.flatMap(({ fields }) => fields.filter(({ description }) => description === undefined).map(({ name }) => `${path}.${name}`)),
  );

test.each([
  ["stack", stackSpec],
  ["fleet", fleetSpec],
])("every field of the %s's data is described", (_, spec) => {
  expect(undescribed(spec)).toEqual([]);
});

test("a field without words of its own is found", () => {
  const inner = z.strictObject({ named: key, told: key.describe("the name of a phase"), silent: factOf(z.number()) });
  expect(undescribed(z.strictObject({ inner: keyed(inner).describe("things") }))).toEqual(["inner.<name>.named", "inner.<name>.silent"]);
});

test.each(Object.entries(referenceFiles()).map(([file, text]) => [relative(repository, file), file, text] as const))(
  "%s says what the schemas say now; npm run docs writes it",
  (_, file, text) => {
    expect(readFileSync(file, "utf8")).toBe(text);
  },
);

test("reach.md says what the stacks say now; npm run docs writes it", async () => {
  for (const [file, text] of Object.entries(await reachFiles())) expect(readFileSync(file, "utf8")).toBe(text);
});

describe("a field", () => {
  const fieldOf = (schema: z.ZodType) => sectionsOf(jsonSchemaOf(z.strictObject({ it: schema })))[0]?.forms[0]?.fields[0];

  test.each([
    ["a bounded number", z.number().min(0).max(1), { type: "number ≥ 0 and ≤ 1", isFact: false, presence: "required" }],
    ["a whole number", z.number().int(), { type: "whole number", isFact: false, presence: "required" }],
    ["a fact", factOf(z.number().positive()), { type: "number > 0", isFact: true, presence: "required" }],
    ["a default", z.enum(["a", "b"]).default("a"), { type: "`a`, `b`", isFact: false, presence: { default: '"a"' } }],
    ["what follows from others", follows(key, "the only key"), { type: "name", isFact: false, presence: { follows: "the only key" } }],
    ["a list that may be left out", z.array(key).optional(), { type: "list, each: name", isFact: false, presence: "optional" }],
    ["objects by name", keyed(z.strictObject({ a: key })), { type: "objects by name", isFact: false, section: "it.<name>" }],
    ["objects in a list", z.array(z.strictObject({ a: key })), { type: "list of objects", section: "it[]" }],
    ["texts by name", z.record(key, z.string()), { type: "by name, text", section: undefined }],
  ])("%s", (_, schema, field) => {
    expect(fieldOf(schema)).toMatchObject(field);
  });
});
