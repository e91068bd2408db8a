import type { GpuClusterSpec } from "../schema/cluster.ts";
import { models } from "../catalog/models/index.ts";
import type { StackSpec } from "../schema/stack.ts";
import { enginePort, inferenceNamespace, pickerPorts, poolNames } from "./names.ts";
import { poolsOf, type Pool } from "./pools.ts";
import type { ServedModel, ServedPool } from "./served-model.ts";
import { servedName } from "./served-name.ts";
import type { EndpointSpec } from "../schema/inference.ts";
import { drainSeconds } from "./timing.ts";

const servedPool = ({ name, weightPercent }: Pool): ServedPool => ({
  name,
  weightPercent,
  service: poolNames(name).engines,
  enginePort,
  picker: { service: poolNames(name).picker, port: pickerPorts.calls },
});

/** An endpoint as the gateway sees it. */
export function servedModel(name: string, endpoint: EndpointSpec, clusters: StackSpec["clusters"]): ServedModel {
  const { accelerator } = clusters[endpoint.cluster] as GpuClusterSpec;
  const { publisher, usdPerMillionTokens, toolCallParser, structuredOutput } = models[endpoint.model];
  const [first, ...others] = poolsOf(name, endpoint, accelerator);
  return {
    endpoint: name,
    model: servedName(endpoint),
    publisher,
    namespace: inferenceNamespace(endpoint.share),
    tenants: endpoint.tenants,
    pools: [servedPool(first), ...others.map(servedPool)],
    contextTokens: endpoint.contextTokens,
    usdPerMillionTokens: { input: usdPerMillionTokens.input.value, output: usdPerMillionTokens.output.value },
    supportsTools: toolCallParser !== undefined,
    supportsStructuredOutput: structuredOutput,
    queueTimeoutSeconds: endpoint.queueTimeoutSeconds,
    longestStreamSeconds: endpoint.longestStreamSeconds,
    drainSeconds: drainSeconds(endpoint.longestStreamSeconds),
  };
}

/** Every endpoint of a stack as the gateway sees it, in the order of the spec. */
export const servedModels = ({ inference, clusters }: Pick<StackSpec, "inference" | "clusters">): ServedModel[] =>
  Object.entries(inference?.endpoints ?? {}).map(([name, endpoint]) => servedModel(name, endpoint, clusters));
