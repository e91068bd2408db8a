import { models } from "../catalog/models/index.ts";
import type { EndpointSpec } from "../schema/inference.ts";

/** The name that requests call an endpoint by. */
export const modelName = ({ model, servedAs }: Pick<EndpointSpec, "model" | "servedAs">): string => servedAs ?? models[model].huggingFaceId;
