import { models } from "../catalog/models/index.ts";
import type { EndpointSpec } from "../schema/inference.ts";

/** The `model` by which requests call an endpoint. */
export const modelName = ({ model, servedAs }: Pick<EndpointSpec, "model" | "servedAs">): string => servedAs ?? models[model].huggingFaceId;
