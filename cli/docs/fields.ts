import { countryCode, key } from "../../components/lib/names.ts";
import { jsonSchemaOf, type JsonSchema } from "./json-schema.ts";

/** One field of an object in a data file. */
export interface Field {
  readonly name: string;
  /** What is written there, in words: `number ≥ 0`, the values of an enum, a list of such. */
  readonly type: string;
  /** Whether the value is written as `stated(…)`, `announced(…)` or `assumed(…)`. */
  readonly isFact: boolean;
  /** `required`, `optional`, or the default as JSON. */
  readonly presence: string;
  /** Undefined where the schema says nothing of the field itself. */
  readonly description: string | undefined;
  /** The path of the section with the fields of this field's own value; undefined where that is no object. */
  readonly section: string | undefined;
}

/** One kind of object in a data file. */
export interface Section {
  /** `legalName` in the section `site.owners.<name>` is written at `site.owners.nscale.legalName`, say. */
  readonly path: string;
  readonly description: string | undefined;
  /** The forms that the object may have, one where it is no union; the name is the value of the field `kind`. */
  readonly forms: readonly { readonly name: string | undefined; readonly fields: readonly Field[] }[];
}

/** The schema of the value of a fact, where the schema is that of a fact. */
function valueOfFact({ oneOf }: JsonSchema): JsonSchema | undefined {
  const form = oneOf?.[0]?.properties;
  return form?.["basis"] === undefined ? undefined : form["value"];
}

/** The objects that a value may be, each with what tells it apart; none where it is no object. */
function formsOf(schema: JsonSchema): readonly { readonly name: string | undefined; readonly object: JsonSchema }[] {
  if (schema.properties !== undefined) return [{ name: undefined, object: schema }];
  if (valueOfFact(schema) !== undefined) return [];
  return (schema.oneOf ?? []).map((object) => ({ name: String(object.properties?.["kind"]?.const), object }));
}

/** The objects that a field holds, itself, by name or in a list, and the path of their section. */
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

/** Texts that have a word of their own in the reference, by their pattern. */
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

/** What is written for a value, in words. */
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

function fieldOf(name: string, schema: JsonSchema, isRequired: boolean, path: string): Field {
  const value = valueOfFact(schema);
  return {
    name,
    type: typeOf(value ?? schema),
    isFact: value !== undefined,
    presence: isRequired ? "required" : schema.default === undefined ? "optional" : JSON.stringify(schema.default),
    // The words for a name in general say nothing of what this one names.
    description: schema.description === key.description ? undefined : schema.description,
    section: objectsIn(schema, path)?.path,
  };
}

/** Every object of the data that a schema describes, from the outside in. */
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
