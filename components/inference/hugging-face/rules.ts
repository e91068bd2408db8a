import { models, type Model } from "../../catalog/models/index.ts";
import type { Fault } from "../../lib/parse/fault.ts";
import { rulesOver } from "../../lib/parse/parse.ts";
import type { StackSpec } from "../../schema/stack.ts";
import type { EndpointSpec } from "../../schema/inference.ts";

const rule = rulesOver<StackSpec>();

/** Faults against the Hub's checks of a live model, made every six hours: it delists models that fail (hub-docs, register-as-a-provider, Automatic validation). */
export function liveFaults(
  key: string,
  { model, replicas, huggingFace }: Pick<EndpointSpec, "model" | "replicas" | "huggingFace">,
  { toolCallParser, structuredOutput }: Pick<Model, "toolCallParser" | "structuredOutput">,
): Fault[] {
  if (huggingFace?.status !== "live") return [];
  const path = `inference.endpoints.${key}`;
  const staging = `set ${path}.huggingFace.status to staging`;
  const faults: Fault[] = [];
  if (replicas.min === 0) {
    faults.push({
      path: `${path}.replicas.min`,
      got: "0 of a model that is live on Hugging Face",
      want: "1 or more: its checks want the first token within 5 seconds, and no cold start is as short",
      fix: `set it to 1, or ${staging}`,
    });
  }
  const missing = [...(toolCallParser === undefined ? ["tool calls"] : []), ...(structuredOutput ? [] : ["structured output"])];
  if (missing.length > 0) {
    faults.push({
      path: `${path}.huggingFace.status`,
      got: `live, of ${model}, which has no ${missing.join(" and no ")}`,
      want: "a model with tool calls and structured output: Hugging Face checks both",
      fix: staging,
    });
  }
  return faults;
}

const liveModelsPassTheChecks = rule(["inference.endpoints.*"], (endpoints) =>
  Object.entries(endpoints).flatMap(([key, endpoint]) => liveFaults(key, endpoint, models[endpoint.model])),
);

/** Rules over endpoints that are mapped on Hugging Face. */
export const huggingFaceRules = [liveModelsPassTheChecks];
