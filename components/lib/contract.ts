import { z } from "zod";
import type { Fact } from "./fact.ts";

/**
 * A component as the engine, the policies and the review know it: its type token, and the facts among its arguments that others read.
 *
 * Values are wide on purpose: one that no spec allows can still come from a state or another commit, and is for a rule to refuse.
 */
export interface Contract<Facts extends z.ZodObject = z.ZodObject> {
  /** `nscale:<area>:<Component>`. */
  readonly type: string;
  readonly facts: Facts;
}

export const contract = <Facts extends z.ZodObject>(type: `nscale:${string}:${string}`, facts: Facts): Contract<Facts> => ({ type, facts });

/** Facts with a basis, as a spec holds them, wherever a contract has plain values. */
export type Stated<Value> =
  | Fact<Value>
  | (Value extends readonly (infer Item)[]
      ? readonly Stated<Item>[]
      : Value extends object
        ? { readonly [Key in keyof Value]: Stated<Value[Key]> }
        : Value);

/** What a component of the contract must state. It may state more. */
export type FactsOf<Of extends Contract> = Stated<z.input<Of["facts"]>>;

/** Which fields of a shape are read: `true`, or some of the fields below. */
type Selection<Field> =
  | true
  | (Field extends z.ZodObject<infer Shape>
      ? { readonly [Key in keyof Shape]?: Selection<Shape[Key]> }
      : Field extends
            | z.ZodOptional<infer Inner>
            | z.ZodDefault<infer Inner>
            | z.ZodArray<infer Inner>
            | z.ZodRecord<z.core.$ZodRecordKey, infer Inner>
        ? Selection<Inner>
        : true);

type Selected<Field, Fields> = Fields extends true
  ? Extract<Field, z.ZodType>
  : Field extends z.ZodObject<infer Shape>
    ? z.ZodObject<{ -readonly [Key in keyof Fields & keyof Shape]: Selected<Shape[Key], Fields[Key]> }>
    : Field extends z.ZodOptional<infer Inner>
      ? z.ZodOptional<Selected<Inner, Fields>>
      : Field extends z.ZodDefault<infer Inner>
        ? z.ZodDefault<Selected<Inner, Fields>>
        : Field extends z.ZodArray<infer Inner>
          ? z.ZodArray<Selected<Inner, Fields>>
          : Field extends z.ZodRecord<infer Key, infer Inner>
            ? z.ZodRecord<Key, Selected<Inner, Fields>>
            : never;

type Fields = true | { readonly [Key in string]?: Fields };

function selectIn(field: z.ZodType, fields: Fields): z.ZodType {
  if (fields === true) return field;
  if (field instanceof z.ZodOptional) return selectIn(field.unwrap() as z.ZodType, fields).optional();
  if (field instanceof z.ZodDefault) return selectIn(field.unwrap() as z.ZodType, fields).default(field.def.defaultValue);
  if (field instanceof z.ZodArray) return z.array(selectIn(field.element as z.ZodType, fields));
  if (field instanceof z.ZodRecord) return z.record(field.keyType as z.ZodString, selectIn(field.valueType as z.ZodType, fields));
  const { shape } = field as z.ZodObject<Record<string, z.ZodType>>;
  return z.object(
    Object.fromEntries(
      Object.entries(fields).flatMap(([key, below]) => {
        const inner = shape[key];
        return inner === undefined || below === undefined ? [] : [[key, selectIn(inner, below)]];
      }),
    ),
  );
}

/**
 * The part of a contract that one reader looks at: of the rest, nothing need be there or known.
 *
 * @example select(siteContract, { location: { jurisdiction: true } });
 */
export const select = <Facts extends z.ZodObject, const Chosen extends Exclude<Selection<Facts>, true>>(
  { type, facts }: Contract<Facts>,
  fields: Chosen,
): Contract<Extract<Selected<Facts, Chosen>, z.ZodObject>> => ({
  type,
  // The shape follows the selection field by field.
  facts: selectIn(facts, fields) as unknown as Extract<Selected<Facts, Chosen>, z.ZodObject>,
});
