import { describe, expect, test } from "vitest";
import { z } from "zod";
import { descriptionAt, discriminatorAt, keysAt, schemasAt, valueAt } from "../../../components/lib/parse/walk.ts";

const text = z.string().describe("a text");
const small = z.strictObject({ kind: z.literal("small"), size: z.number().describe("how small") });
const large = z.strictObject({ kind: z.literal("large"), size: z.string(), label: text.optional() });
const schema = z.strictObject({
  list: z.array(small).default([]).describe("some small ones"),
  record: z.record(z.string(), z.discriminatedUnion("kind", [small, large]).describe("one of two")).optional(),
  plain: z.union([z.number(), text]),
});

describe("schemasAt", () => {
  test("sees through defaults, optional marks, lists, records and unions", () => {
    expect(schemasAt(schema, [])).toEqual([schema]);
    expect(schemasAt(schema, ["list", 3])).toEqual([small]);
    expect(schemasAt(schema, ["list", 3, "size"])).toEqual([small.shape.size]);
    expect(schemasAt(schema, ["record", "a"])).toEqual([small, large]);
    expect(schemasAt(schema, ["record", "a", "size"])).toEqual([small.shape.size, large.shape.size]);
    expect(schemasAt(schema, ["record", "a", "label"])).toEqual([text]);
    expect(schemasAt(schema, ["plain"])).toHaveLength(2);
  });

  test("finds nothing where the schema has nothing", () => {
    expect(schemasAt(schema, ["nowhere"])).toEqual([]);
    expect(schemasAt(schema, ["plain", "deeper"])).toEqual([]);
    expect(schemasAt(schema, ["list", 0, "size", "deeper"])).toEqual([]);
  });

  test("follows the option that the input names, and all of them if it names none", () => {
    expect(schemasAt(schema, ["record", "a", "size"], { record: { a: { kind: "large" } } })).toEqual([large.shape.size]);
    expect(schemasAt(schema, ["record", "a"], { record: { a: { kind: "large" }, b: { kind: "small" } } })).toEqual([large]);
    expect(schemasAt(schema, ["record", "a"], { record: { a: { kind: "huge" } } })).toEqual([small, large]);
    expect(schemasAt(schema, ["record", "a"], { record: 5 })).toEqual([small, large]);
  });
});

test("keysAt lists each key once", () => {
  expect(keysAt(schema, [])).toEqual(["list", "record", "plain"]);
  expect(keysAt(schema, ["record", "a"])).toEqual(["kind", "size", "label"]);
  expect(keysAt(schema, ["record", "a"], { record: { a: { kind: "small" } } })).toEqual(["kind", "size"]);
  expect(keysAt(schema, ["plain"])).toEqual([]);
});

test("discriminatorAt is the key of the union at the path, not of one below it", () => {
  expect(discriminatorAt(schema, ["record", "a"])).toBe("kind");
  expect(discriminatorAt(schema, ["record"])).toBeUndefined();
  expect(discriminatorAt(schema, ["record", "a", "kind"])).toBeUndefined();
  expect(discriminatorAt(schema, ["plain"])).toBeUndefined();
});

test("descriptionAt is the outermost one at the path, and none from above it", () => {
  expect(descriptionAt(schema, ["list"])).toBe("some small ones");
  expect(descriptionAt(schema, ["list", 0])).toBeUndefined();
  expect(descriptionAt(schema, ["list", 0, "size"])).toBe("how small");
  expect(descriptionAt(schema, ["record", "a"])).toBe("one of two");
  expect(descriptionAt(schema, ["record", "a", "size"], { record: { a: { kind: "large" } } })).toBeUndefined();
  expect(descriptionAt(schema, ["record", "a", "label"])).toBe("a text");
  expect(descriptionAt(schema, ["plain"])).toBe("a text");
});

test("valueAt reads through lists and objects, and finds nothing elsewhere", () => {
  const input = { list: [{ a: 1 }], none: null, text: "abc" };
  expect(valueAt(input, [])).toBe(input);
  expect(valueAt(input, ["list", 0, "a"])).toBe(1);
  expect(valueAt(input, ["list", 1, "a"])).toBeUndefined();
  expect(valueAt(input, ["none", "a"])).toBeUndefined();
  expect(valueAt(input, ["text", "length"])).toBeUndefined();
  expect(valueAt(undefined, ["a"])).toBeUndefined();
});
