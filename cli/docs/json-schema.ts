import { z } from "zod";
import { disputeMark, disputeOf } from "../../components/lib/dispute.ts";

/** The keywords of JSON Schema that specs use. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** Every fact may have a dispute, so that its schema is written once. */
const disputeReference = "#/$defs/dispute";
const { $schema: _, [disputeMark]: __, ...disputeSchema } = z.toJSONSchema(disputeOf(z.unknown()), { io: "input" });

/** The JSON schema of a data file's input: fields with defaults are not required. */
export function jsonSchemaOf(spec: z.ZodType): JsonSchema {
  const schema = z.toJSONSchema(spec, {
    io: "input",
    override: ({ jsonSchema }) => {
      if (jsonSchema[disputeMark] === true) {
        for (const key of Object.keys(jsonSchema)) if (key !== "description") Reflect.deleteProperty(jsonSchema, key);
        jsonSchema.$ref = disputeReference;
      }
      // A format is shorter than its pattern.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      // JavaScript's safe integer bounds are no bounds of the field.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as JsonSchema;
  return JSON.stringify(schema).includes(disputeReference) ? { ...schema, $defs: { dispute: disputeSchema as JsonSchema } } : schema;
}
