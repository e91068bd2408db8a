import { z } from "zod";

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
}

/** The JSON schema of a data file's input: fields with defaults are not required. */
export const jsonSchemaOf = (spec: z.ZodType): JsonSchema =>
  z.toJSONSchema(spec, {
    io: "input",
    override: ({ jsonSchema }) => {
      // A format is shorter than its pattern.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      // JavaScript's safe integer bounds are no bounds of the field.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as JsonSchema;
