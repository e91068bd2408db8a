import { models } from "../../catalog/models/index.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { modelName } from "../model-name.ts";
import type { Mapping } from "./mapping.ts";

/** The Hub's task for chat, which the gateway serves: models that also read pictures come under it too. */
const task = "conversational";

/** The mappings that a stack declares, by the key of the endpoint. */
export function planMappings({ inference }: Pick<StackSpec, "inference">): Readonly<Record<string, Mapping>> {
  return Object.fromEntries(
    Object.entries(inference?.endpoints ?? {}).flatMap(([key, endpoint]) => {
      if (endpoint.huggingFace === undefined) return [];
      const { huggingFaceId } = models[endpoint.model];
      return [[key, { task, hfModel: huggingFaceId, providerModel: modelName(endpoint), status: endpoint.huggingFace.status }]];
    }),
  );
}
