import { z } from "zod";

/** Our name among Hugging Face's inference providers. */
export const huggingFaceProvider = "nscale";

/** Who sees a mapping on the Hub: `staging`, the members of our organisation; `live`, everybody. */
export const mappingStatuses = ["staging", "live"] as const;
export type MappingStatus = (typeof mappingStatuses)[number];

/** That we serve a model of the Hub, as the Hub's Model Mapping API has it (hub-docs, `register-as-a-provider`). */
export const mapping = z.strictObject({
  task: z.string().min(1).describe("the kind of API, in the Hub's words: conversational for chat models"),
  hfModel: z.string().min(1).describe("the model's id on the Hub: namespace/name"),
  providerModel: z.string().min(1).describe("the name under which our gateway serves it"),
  status: z.enum(mappingStatuses),
});
export type Mapping = z.output<typeof mapping>;

/** The Hub has one mapping of a provider for a model and a task. */
export const mappingKey = ({ task, hfModel }: Pick<Mapping, "task" | "hfModel">): string => `${task} ${hfModel}`;
