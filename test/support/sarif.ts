import { z } from "zod";

const message = z.strictObject({ text: z.string().min(1) });
const level = z.enum(["none", "note", "warning", "error"]);
const properties = z.looseObject({ tags: z.array(z.string()).optional() });

const descriptor = z.strictObject({
  id: z.string().min(1),
  shortDescription: message,
  fullDescription: message.optional(),
  help: message.optional(),
  helpUri: z.url().optional(),
  defaultConfiguration: z.strictObject({ level }),
  properties: properties.optional(),
});

const location = z.strictObject({
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w/.-]+$/) }),
    region: z.strictObject({ startLine: z.int().min(1) }),
  }),
  logicalLocations: z.array(z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.string() })).min(1),
});

const result = z.strictObject({
  ruleId: z.string().min(1),
  level,
  message,
  locations: z.array(location).min(1),
  partialFingerprints: z.record(z.string(), z.string().min(1)),
  suppressions: z
    .array(
      z.strictObject({
        kind: z.enum(["inSource", "external"]),
        status: z.enum(["accepted", "underReview", "rejected"]),
        justification: z.string(),
      }),
    )
    .optional(),
  properties,
});

const run = z
  .strictObject({
    tool: z.strictObject({ driver: z.strictObject({ name: z.string().min(1), rules: z.array(descriptor) }) }),
    results: z.array(result),
  })
  .refine(
    ({ tool, results }) => results.every(({ ruleId }) => tool.driver.rules.some(({ id }) => id === ruleId)),
    "a result of a rule that is not described",
  )
  .refine(
    ({ tool: { driver } }) => new Set(driver.rules.map(({ id }) => id)).size === driver.rules.length,
    "a rule that is described twice",
  );

/** The parts of SARIF 2.1.0 (OASIS) that we write, each as the standard asks for it; a property that it does not name is refused. */
export const sarifSchema = z.strictObject({
  $schema: z.literal("https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"),
  version: z.literal("2.1.0"),
  runs: z.array(run).min(1),
});
