import { z } from "zod";

const message = z.strictObject({ text: z.string().min(1) });
const level = z.enum(["none", "note", "warning", "error"]);
const severity = z.string().regex(/^\d{1,2}\.\d$/);
const properties = z.looseObject({ tags: z.array(z.string()).optional() });

const descriptor = z.strictObject({
  id: z.string().min(1),
  shortDescription: message,
  fullDescription: message.optional(),
  help: message.extend({ markdown: z.string().min(1) }),
  helpUri: z.url().optional(),
  defaultConfiguration: z.strictObject({ level }),
  properties: z.strictObject({ tags: z.array(z.string()), "security-severity": severity, precision: z.literal("very-high") }),
});

const location = z.strictObject({
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w/.-]+$/), uriBaseId: z.literal("%SRCROOT%") }),
    region: z.strictObject({
      startLine: z.int().min(1),
      startColumn: z.int().min(1),
      endLine: z.int().min(1).optional(),
      endColumn: z.int().min(1).optional(),
    }),
  }),
  logicalLocations: z.array(z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.string() })).min(1),
});

const result = z.strictObject({
  ruleId: z.string().min(1),
  ruleIndex: z.int().min(0),
  level,
  message,
  locations: z.array(location).min(1),
  partialFingerprints: z.strictObject({ primaryLocationLineHash: z.string().regex(/^.+:\d+$/) }),
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
    automationDetails: z.strictObject({ id: z.string().regex(/^[\w/-]+\/$/) }),
    invocations: z
      .array(z.strictObject({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(z.strictObject({ level, message })) }))
      .length(1),
    columnKind: z.literal("utf16CodeUnits"),
    results: z.array(result),
  })
  .refine(
    ({ tool, results }) => results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId),
    "a result of a rule that is not described",
  )
  .refine(
    ({ tool: { driver } }) => new Set(driver.rules.map(({ id }) => id)).size === driver.rules.length,
    "a rule that is described twice",
  )
  .refine(
    ({ results }) => new Set(results.map((one) => one.partialFingerprints.primaryLocationLineHash)).size === results.length,
    "two results with one fingerprint",
  );

/** The parts of SARIF 2.1.0 (OASIS) that we write, each as the standard asks for it; a property that it does not name is refused. */
export const sarifSchema = z.strictObject({
  $schema: z.literal("https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"),
  version: z.literal("2.1.0"),
  runs: z.array(run).min(1),
});
