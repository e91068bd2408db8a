import { z } from "zod";
import { factOf } from "../../lib/fact.ts";

/** Number formats of weights. `nvfp4` and `mxfp4` have four bits per weight, and one scale per block of weights. */
export const precisions = ["bf16", "fp8", "nvfp4", "mxfp4"] as const;
export type Precision = (typeof precisions)[number];

const count = z.number().int().positive();
const usdPerMillionTokens = factOf(z.number().min(0)).describe("US dollars for a million tokens, from 0");

const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/);

const weights = z.strictObject({
  repository: repository.describe("where they are published on Hugging Face"),
  gigabytes: factOf(z.number().positive()).describe("GB (10^9 bytes) of all weights"),
  tensorParallelDivides: factOf(count)
    .optional()
    .describe("blocks of weights that are scaled together, of which each GPU must hold as many as the others"),
});

/** Attention of a layer, which decides the keys and values that it keeps per token. */
const attention = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("grouped-query"),
    heads: factOf(count),
    keyValueHeads: factOf(count),
    headDimension: factOf(count),
    window: z
      .strictObject({
        layers: factOf(count).describe("the layers that look back only so far; the others keep every token"),
        tokens: factOf(count).describe("how far: a sliding window, or a chunk that a token is in"),
      })
      .optional()
      .describe("left out where every layer keeps every token"),
  }),
  z.strictObject({
    kind: z.literal("latent"),
    heads: factOf(count),
    latentDimension: factOf(count).describe("what keys and values are compressed to"),
    rotaryDimension: factOf(count).describe("the part of a key that carries its position"),
  }),
]);

/** A model that endpoints may serve. */
export const modelSchema = z.strictObject({
  name: z.string().min(1),
  publisher: z.string().min(1).describe("who published the weights"),
  huggingFaceId: repository.describe("the model's id on Hugging Face"),
  licence: factOf(z.string().min(1)),
  parametersBillions: z.strictObject({ total: factOf(z.number().positive()), active: factOf(z.number().positive()) }),
  weights: z.partialRecord(z.enum(precisions), weights),
  layers: factOf(count),
  attention,
  contextTokens: factOf(count).describe("the most tokens of a request, prompt and answer together"),
  usdPerMillionTokens: z.strictObject({ input: usdPerMillionTokens, output: usdPerMillionTokens }),
  tasks: z.array(z.enum(["conversational", "image-text-to-text"])).min(1),
  toolCallParser: z.string().min(1).optional().describe("vLLM's parser of the model's tool calls; left out where it has none"),
  reasoningParser: z.string().min(1).optional().describe("vLLM's parser of what the model thinks aloud"),
  structuredOutput: z.boolean(),
});

export type Model = z.output<typeof modelSchema>;
