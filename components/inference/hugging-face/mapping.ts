import { z } from "zod";

/** Nscale's name among Hugging Face's inference providers. */
export const huggingFaceProvider = "nscale";

/** Visibility of a mapping on the Hub: `staging`, only members of our organisation; `live`, everyone. */
export const mappingStatuses = ["staging", "live"] as const;
export type MappingStatus = (typeof mappingStatuses)[number];

/** A mapping of a Hub model to this provider, in the form of the Hub's Model Mapping API (hub-docs, `register-as-a-provider`). */
export const mapping = z.strictObject({
  task: z.string().min(1).describe("the kind of API, in the Hub's words: conversational for chat models"),
  hfModel: z.string().min(1).describe("the model's id on the Hub: namespace/name"),
  providerModel: z.string().min(1).describe("the name under which our gateway serves it"),
  status: z.enum(mappingStatuses),
});
export type Mapping = z.output<typeof mapping>;

/** The Hub has a single mapping per provider, model and task. */
export const mappingKey = ({ task, hfModel }: Pick<Mapping, "task" | "hfModel">): string => `${task} ${hfModel}`;
