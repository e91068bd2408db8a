import { accelerators, gpusPerUnit, type AcceleratorName } from "../catalog/accelerators.ts";
import { models } from "../catalog/models/index.ts";
import type { EndpointFacts } from "../schema/contracts/inference.ts";
import { assumptionsIn } from "../lib/unwrap-facts.ts";
import type { JurisdictionCode } from "../catalog/jurisdictions.ts";
import { gpusOf, poolsOf, type Pool } from "./pools.ts";
import { modelName } from "./model-name.ts";
import { engineGigabytes } from "./sizing/engine-memory.ts";
import { batchedTokens, memoryUtilization, printMemory } from "./sizing/memory.ts";
import { printPlacement } from "./sizing/placement.ts";
import type { EndpointSpec } from "../schema/inference.ts";

function hostsOf({ replicas, placement }: Pool, { unit }: { unit: { readonly gpusPerHost: number } }): number {
  const replicasPerHost = Math.floor(unit.gpusPerHost / placement.gpusPerPod);
  return placement.hosts > 1 ? replicas.max * placement.hosts : Math.ceil(replicas.max / replicasPerHost);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The figures of an endpoint. Its cluster and a placement must exist, as the rules ensure. */
export function endpointFacts(
  name: string,
  endpoint: EndpointSpec,
  accelerator: AcceleratorName,
  jurisdiction: JurisdictionCode,
): EndpointFacts {
  const catalogued = accelerators[accelerator];
  const pools = poolsOf(name, endpoint, accelerator);
  const gpus = gpusOf(pools);
  const { usdPerMillionTokens } = models[endpoint.model];
  const { canary, huggingFace, failover } = endpoint;
  return {
    model: modelName(endpoint),
    catalogueModel: endpoint.model,
    precision: endpoint.precision,
    cluster: endpoint.cluster,
    accelerator,
    jurisdiction,
    share: endpoint.share,
    tenants: endpoint.tenants,
    replicas: { min: endpoint.replicas.min, max: endpoint.replicas.max },
    gpus,
    hosts: sum(pools.map((pool) => hostsOf(pool, catalogued))),
    itKilowatts: Math.round(((gpus * catalogued.unitKilowatts.value) / gpusPerUnit(catalogued)) * 1e3) / 1e3,
    contextTokens: endpoint.contextTokens,
    capacityTokens: sum(pools.map(({ replicas, placement }) => replicas.max * placement.capacityTokens)),
    usdPerMillionTokens: { input: usdPerMillionTokens.input.value, output: usdPerMillionTokens.output.value },
    ...(canary === undefined ? {} : { canaryPercent: canary.weightPercent }),
    ...(huggingFace === undefined ? {} : { huggingFace: huggingFace.status }),
    ...(failover === undefined ? {} : { failover }),
  };
}

/** The figures of an endpoint that have no source: the reason of each, by its subject. */
export function endpointAssumptions(
  endpoint: EndpointSpec,
  pools: readonly Pool[],
  accelerator: AcceleratorName,
): Readonly<Record<string, string>> {
  const { weights, usdPerMillionTokens, attention } = models[endpoint.model];
  const weightsGigabytes = Object.fromEntries(pools.map(({ precision }) => [precision, weights[precision]?.gigabytes]));
  const { unitKilowatts, memoryMebibytesPerGpu } = accelerators[accelerator];
  const sizing = { memoryUtilization, memoryMebibytesPerGpu, ...("window" in attention ? { batchedTokens } : {}) };
  const engineGigabytesPerGpu = engineGigabytes(endpoint.model, accelerator);
  const facts = { usdPerMillionTokens, weightsGigabytes, ...sizing, engineGigabytesPerGpu, unitKilowatts };
  return Object.fromEntries(assumptionsIn(facts).map(({ path, reason }) => [path, reason]));
}

/** `TP 4 x PP 1 = 4 GPUs on 1 host: 85.5 GB x 0.9 - …`, one line per pool. */
export const printSizing = (pools: readonly Pool[]): Readonly<Record<string, string>> =>
  Object.fromEntries(pools.map(({ name, placement }) => [name, `${printPlacement(placement)}: ${printMemory(placement)}`]));
