import { z } from "zod";
import { formulaOf } from "../../components/lib/derive/follows.ts";
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
  /** In words, what the value is where it is left out. */
  readonly follows?: string;
}

/** Every fact may have a dispute, so that its schema is written once. */
const disputeReference = "#/$defs/dispute";
const { $schema: _, [disputeMark]: __, ...disputeSchema } = z.toJSONSchema(disputeOf(z.unknown()), { io: "input" });

/** The fields of an object that must be written: what follows from others may be left out. */
function requiredOf(schema: z.core.$ZodType, required: readonly string[]): string[] {
  const { shape = {} } = schema._zod.def as unknown as { readonly shape?: Readonly<Record<string, z.core.$ZodType>> };
  return required.filter((name) => shape[name] === undefined || formulaOf(shape[name]) === undefined);
}

/** The JSON schema of a data file's input: fields with defaults, and those that follow from others, are not required. */
export function jsonSchemaOf(spec: z.ZodType): JsonSchema {
  const schema = z.toJSONSchema(spec, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.required !== undefined) jsonSchema.required = requiredOf(zodSchema, jsonSchema.required);
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
