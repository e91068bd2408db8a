import type { GatewayModel } from "../model.ts";

/**
 * The body of GET /v1/models for one tenant: OpenAI's list, with each model's price in US dollars per million tokens and its context length in tokens,
 * which Hugging Face reads from it (hub-docs, docs/inference-providers/register-as-a-provider.md).
 */
export function planModelList(tenant: string, models: readonly GatewayModel[]): string {
  const data = models
    .filter(({ tenants }) => tenants.includes(tenant))
    .map((model) => ({
      id: model.model,
      object: "model",
      // Clients require the field, but no spec has the day on which a model was added.
      created: 0,
      owned_by: model.publisher,
      context_length: model.contextTokens,
      pricing: model.usdPerMillionTokens,
      supports_tools: model.supportsTools,
      supports_structured_output: model.supportsStructuredOutput,
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return JSON.stringify({ object: "list", data });
}
