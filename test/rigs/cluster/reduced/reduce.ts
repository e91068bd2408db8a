import type { CustomResourceDefinition, Schema } from "../crd.ts";

/** Keywords that decide what a schema takes, and what it makes of it, in the order in which they are written. */
const facts = [
  "type",
  "format",
  "x-kubernetes-int-or-string",
  "x-kubernetes-preserve-unknown-fields",
  "x-kubernetes-embedded-resource",
  "x-kubernetes-list-type",
  "x-kubernetes-list-map-keys",
  "x-kubernetes-map-type",
  "nullable",
  "enum",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
  "required",
];
/** Keywords that hold a schema, several, or one by each field's name. */
const single = ["not", "items", "additionalProperties"];
const several = ["allOf", "anyOf", "oneOf"];
const byName = ["properties"];
/** Keywords that say something to people, and the expressions: not copied. */
const left = ["description", "title", "example", "externalDocs", "x-kubernetes-validations"];

const known = new Set([...facts, ...single, ...several, ...byName, ...left]);

const reduceAll = (schemas: Readonly<Record<string, Schema>>): Schema =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, reduceSchema(schema)]));

/**
 * Reduces a schema to its facts: names, types, enums, bounds, defaults and what is required.
 *
 * @throws Error on a keyword that is listed neither as a fact nor as none.
 */
export function reduceSchema(schema: Schema): Schema {
  const unknown = Object.keys(schema).filter((keyword) => !known.has(keyword));
  if (unknown.length > 0)
    throw new Error(`schema: got ${unknown.join(", ")}, want known keywords; fix: list it in test/rigs/cluster/reduced/reduce.ts`);
  const reduced: Record<string, unknown> = {};
  for (const keyword of facts) if (keyword in schema) reduced[keyword] = schema[keyword];
  for (const keyword of several) if (keyword in schema) reduced[keyword] = (schema[keyword] as Schema[]).map(reduceSchema);
  for (const keyword of single) {
    // additionalProperties may also be a boolean.
    const held = schema[keyword];
    if (held !== undefined) reduced[keyword] = typeof held === "object" ? reduceSchema(held as Schema) : held;
  }
  for (const keyword of byName) if (keyword in schema) reduced[keyword] = reduceAll(schema[keyword] as Record<string, Schema>);
  return reduced;
}

/** Controllers write the status, and none of theirs runs here. */
const anyStatus: Schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

/**
 * Reduces a CRD to one of its versions and its facts; a status may be anything.
 *
 * @throws Error when it has no such version, and as reduceSchema does.
 */
export function reduceCrd({ metadata, spec, ...crd }: CustomResourceDefinition, versionName: string): CustomResourceDefinition {
  const version = spec.versions.find(({ name }) => name === versionName);
  if (version === undefined)
    throw new Error(`${metadata.name}: got ${spec.versions.map(({ name }) => name).join(", ")}, want ${versionName}`);
  const schema = reduceSchema(version.schema.openAPIV3Schema);
  const properties = schema["properties"] as Record<string, Schema>;
  const { kind, listKind, plural, singular } = spec.names;
  return {
    ...crd,
    metadata: { name: metadata.name, ...(metadata.labels === undefined ? {} : { labels: metadata.labels }) },
    spec: {
      group: spec.group,
      scope: spec.scope,
      names: { kind, listKind, plural, singular },
      versions: [
        {
          name: version.name,
          served: true,
          storage: true,
          ...(version.subresources === undefined ? {} : { subresources: version.subresources }),
          schema: {
            openAPIV3Schema: { ...schema, properties: { ...properties, ...("status" in properties ? { status: anyStatus } : {}) } },
          },
        },
      ],
    },
  };
}
