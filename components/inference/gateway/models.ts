import type { AcceleratorName } from "../../catalog/accelerators.ts";
import { referenced } from "../../lib/referenced.ts";
import { models } from "../../catalog/models/index.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { enginePort, pickerPorts } from "../names.ts";
import { inferenceNamespace, poolNames } from "../../names/inference.ts";
import { poolsOf, type Pool } from "../pools.ts";
import type { GatewayModel, GatewayPool } from "./model.ts";
import { modelName } from "../model-name.ts";
import type { EndpointSpec } from "../../schema/inference.ts";
import { drainSeconds } from "../timing.ts";

const servedPool = ({ name, weightPercent }: Pool): GatewayPool => ({
  name,
  weightPercent,
  service: poolNames(name).engines.name,
  enginePort,
  picker: { service: poolNames(name).pickerService.name, port: pickerPorts.calls },
});

/** An endpoint as the gateway sees it. */
export function gatewayModel(name: string, endpoint: EndpointSpec, accelerator: AcceleratorName): GatewayModel {
  const { publisher, usdPerMillionTokens, toolCallParser, structuredOutput } = models[endpoint.model];
  const [first, ...others] = poolsOf(name, endpoint, accelerator);
  return {
    endpoint: name,
    model: modelName(endpoint),
    publisher,
    namespace: inferenceNamespace(endpoint.share),
    tenants: endpoint.tenants,
    pools: [servedPool(first), ...others.map(servedPool)],
    contextTokens: endpoint.contextTokens,
    usdPerMillionTokens: { input: usdPerMillionTokens.input.value, output: usdPerMillionTokens.output.value },
    supportsTools: toolCallParser !== undefined,
    supportsStructuredOutput: structuredOutput,
    sites: 1 + (endpoint.failover?.length ?? 0),
    queueTimeoutSeconds: endpoint.queueTimeoutSeconds,
    longestStreamSeconds: endpoint.longestStreamSeconds,
    drainSeconds: drainSeconds(endpoint.longestStreamSeconds),
  };
}

/** Every endpoint of a stack as the gateway sees it, in the order of the spec. */
export const gatewayModels = ({ inference, clusters }: Pick<StackSpec, "inference" | "clusters">): GatewayModel[] =>
  Object.entries(inference?.endpoints ?? {}).map(([name, endpoint]) =>
    gatewayModel(name, endpoint, referenced(clusters, endpoint.cluster).accelerator),
  );
