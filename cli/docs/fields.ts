import { countryCode, key } from "../../components/lib/names.ts";
import { jsonSchemaOf, type JsonSchema } from "./json-schema.ts";

/** One field of an object in a data file. */
export interface Field {
  readonly name: string;
  /** The type in words: `number ≥ 0`, the values of an enum, a list of such. */
  readonly type: string;
  /** True if the value is written as `stated(…)`, `announced(…)` or `assumed(…)`. */
  readonly isFact: boolean;
  /** Whether the field may be left out: the default is JSON, what follows from others in words. */
  readonly presence: "required" | "optional" | { readonly default: string } | { readonly follows: string };
  /** The field's own description in the schema, if any. */
  readonly description: string | undefined;
  /** The path of the section on the field's value; undefined if the value is no object. */
  readonly section: string | undefined;
}

/** One kind of object in a data file. */
export interface Section {
  /** The path of the object: field `legalName` of section `site.owners.<name>` is, for example, `site.owners.nscale.legalName`. */
  readonly path: string;
  readonly description: string | undefined;
  /** The forms of the object, named by the value of the field `kind`; a single unnamed one if it is no union. */
  readonly forms: readonly { readonly name: string | undefined; readonly fields: readonly Field[] }[];
}

/** The schema of a fact's value; undefined if the schema is not of a fact. */
function valueOfFact({ oneOf }: JsonSchema): JsonSchema | undefined {
  const form = oneOf?.[0]?.properties;
  return form?.["basis"] === undefined ? undefined : form["value"];
}

/** The objects that a value may be, each with its `kind`; empty if the value is no object. */
function formsOf(schema: JsonSchema): readonly { readonly name: string | undefined; readonly object: JsonSchema }[] {
  if (schema.properties !== undefined) return [{ name: undefined, object: schema }];
  if (valueOfFact(schema) !== undefined) return [];
  return (schema.oneOf ?? []).map((object) => ({ name: String(object.properties?.["kind"]?.const), object }));
}

/** The objects that a field holds, directly, by name or in a list, and the path of their section. */
function objectsIn(schema: JsonSchema, path: string): { readonly schema: JsonSchema; readonly path: string } | undefined {
  if (schema.items !== undefined) return objectsIn(schema.items, `${path}[]`);
  const byName = schema.additionalProperties;
  if (byName !== undefined && byName !== false) return objectsIn(byName, `${path}.<name>`);
  return formsOf(schema).length > 0 ? { schema, path } : undefined;
}

const formats: Readonly<Record<string, string>> = {
  cidrv4: "IPv4 range",
  cidrv6: "IPv6 range",
  date: "date",
  "date-time": "date and time",
  hostname: "host name",
  ipv4: "IPv4 address",
  ipv6: "IPv6 address",
};

/** Names of string types in the reference, by pattern. */
const patterns = new Map([
  [jsonSchemaOf(key).pattern, "name"],
  [jsonSchemaOf(countryCode).pattern, "country code"],
]);

const bounds = ({ minimum, exclusiveMinimum, maximum }: JsonSchema): string =>
  [
    ...(minimum === undefined ? [] : [` ≥ ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [` > ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [` ≤ ${maximum}`]),
  ].join(" and");

const literals = (values: readonly unknown[]) => values.map((value) => `\`${String(value)}\``).join(", ");

/** The type of a value, in words. */
function typeOf(schema: JsonSchema): string {
  const { type, format, pattern, items, additionalProperties, anyOf } = schema;
  if (schema.const !== undefined) return literals([schema.const]);
  if (schema.enum !== undefined) return literals(schema.enum);
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(" or ");
  if (formsOf(schema).length > 0) return "object";
  if (items !== undefined) return formsOf(items).length > 0 ? "list of objects" : `list, each: ${typeOf(items)}`;
  if (additionalProperties !== undefined && additionalProperties !== false) {
    return formsOf(additionalProperties).length > 0 ? "objects by name" : `by name, ${typeOf(additionalProperties)}`;
  }
  if (type === "number") return `number${bounds(schema)}`;
  if (type === "integer") return `whole number${bounds(schema)}`;
  if (type === "boolean") return "true or false";
  return formats[format ?? ""] ?? patterns.get(pattern) ?? "text";
}

function presenceOf({ follows, default: held }: JsonSchema, isRequired: boolean): Field["presence"] {
  if (follows !== undefined) return { follows };
  if (isRequired) return "required";
  return held === undefined ? "optional" : { default: JSON.stringify(held) };
}

function fieldOf(name: string, schema: JsonSchema, isRequired: boolean, path: string): Field {
  const value = valueOfFact(schema);
  return {
    name,
    type: typeOf(value ?? schema),
    isFact: value !== undefined,
    presence: presenceOf(schema, isRequired),
    // The general description of a name says nothing about this field.
    description: schema.description === key.description ? undefined : schema.description,
    section: objectsIn(schema, path)?.path,
  };
}

/** Every object that a schema describes, outer objects first. */
export function sectionsOf(schema: JsonSchema, path = "", description?: string): Section[] {
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const forms = formsOf(schema).map(({ name, object }) => ({
    name,
    fields: Object.entries(object.properties ?? {}).map(([field, below]) => ({
      below,
      field: fieldOf(field, below, object.required?.includes(field) ?? false, at(field)),
    })),
  }));
  // Forms that share a field share its section.
  const inner = new Map<string, readonly [JsonSchema, string | undefined]>();
  for (const { below, field } of forms.flatMap(({ fields }) => fields)) {
    const found = objectsIn(below, at(field.name));
    if (found !== undefined && !inner.has(found.path)) inner.set(found.path, [found.schema, below.description]);
  }
  return [
    { path, description, forms: forms.map(({ name, fields }) => ({ name, fields: fields.map(({ field }) => field) })) },
    ...[...inner].flatMap(([below, [found, words]]) => sectionsOf(found, below, words)),
  ];
}
