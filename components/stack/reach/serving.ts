import { gatewayPort, proxyLabels, proxyNamespace } from "../../kubernetes/plan/peers.ts";
import { tenantLabel } from "../../lib/names.ts";
import { gatewayNamespace, modelRouterService } from "../../names/gateway.ts";
import { inferenceNamespace } from "../../names/inference.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { InferenceSpec } from "../../schema/inference.ts";
import { redis } from "../../inference/gateway/names.ts";
import { modelRouterPorts } from "../../inference/gateway/plan/model-router.ts";
import { componentLabel, components, endpointLabel, enginePort, pickerPorts } from "../../inference/names.ts";
import { podAt, ways, type Party, type Way } from "./party.ts";
import { names } from "./platform.ts";

const serving = {
  gateway: "the gateway's proxy",
  limiter: "the gateway's rate limiter",
  router: "the model router",
  redis: "the limiter's Redis",
  weights: "a download of weights",
} as const;

const engineOf = (endpoint: string) => `an engine of ${endpoint}`;
const pickerOf = (endpoint: string) => `a picker of ${endpoint}`;

/** Two endpoints stand for all: nobody's ways differ further. */
const shown = ({ endpoints }: InferenceSpec) => Object.entries(endpoints).slice(0, 2);

export function servingParties(inference: InferenceSpec): Party[] {
  const endpoints = shown(inference);
  const pod = (name: string, key: string, share: string, component: string, ports: readonly number[]) =>
    podAt(name, inferenceNamespace(share), { [tenantLabel]: share, [endpointLabel]: key, [componentLabel]: component }, ports);
  return [
    podAt(serving.gateway, proxyNamespace, proxyLabels, [gatewayPort]),
    podAt(serving.limiter, proxyNamespace, { "app.kubernetes.io/name": "envoy-ratelimit" }, [8081]),
    podAt(serving.router, gatewayNamespace, { app: modelRouterService }, [modelRouterPorts.grpc, modelRouterPorts.metrics]),
    podAt(serving.redis, gatewayNamespace, { app: redis.name }, [redis.port]),
    ...endpoints.flatMap(([key, { share }]) => [
      pod(engineOf(key), key, share, components.engine, [enginePort]),
      pod(pickerOf(key), key, share, components.picker, [pickerPorts.calls, pickerPorts.metrics]),
    ]),
    ...endpoints
      .slice(0, 1)
      .map(([, { share }]) =>
        podAt(serving.weights, inferenceNamespace(share), { [tenantLabel]: share, [componentLabel]: components.weights }, []),
      ),
  ];
}

/** @param machines Those around the cluster, each a caller of the API. */
export function servingWays(inference: InferenceSpec, { kubernetes }: GpuClusterSpec, machines: readonly Party[]): Way[] {
  const { gateway, limiter, router, redis: counters, weights } = serving;
  const [first, second] = Object.keys(kubernetes.tenants);
  const calls = (tenant: string | undefined) => tenant !== undefined && Object.hasOwn(inference.gateway.tenants, tenant);
  const callers = [...(calls(first) ? [names.tenant, names.neighbour] : []), ...(calls(second) ? [names.other] : [])];
  const beside = [gateway, limiter, "the operator of envoy-gateway"];
  const endpoints = shown(inference).map(([key]) => key);
  const failsOver = Object.values(inference.endpoints).some(({ failover }) => failover !== undefined);
  return [
    ...ways([...beside, weights, ...endpoints.flatMap((key) => [engineOf(key), pickerOf(key)])], [names.dns], "all"),
    ...ways([...beside, ...endpoints.map(pickerOf)], [names.apiServer, names.endpoint], "all"),
    ...ways(beside, beside, "all"),
    ...ways([...callers, ...machines.map(({ name }) => name)], [gateway], "all"),
    ...(failsOver ? ways([gateway], [names.outside], [443]) : []),
    ...ways([gateway], [router], [modelRouterPorts.grpc]),
    ...ways([limiter], [counters], "all"),
    ...ways([names.prometheus], [router], [modelRouterPorts.metrics]),
    ...ways([weights], [names.proxy], "all"),
    ...endpoints.flatMap((key) => [
      ...ways([engineOf(key), pickerOf(key)], [engineOf(key), pickerOf(key)], "all"),
      ...ways([gateway], [engineOf(key)], [enginePort]),
      ...ways([gateway], [pickerOf(key)], [pickerPorts.calls]),
      ...ways([names.prometheus], [engineOf(key)], [enginePort]),
      ...ways([names.prometheus], [pickerOf(key)], [pickerPorts.metrics]),
    ]),
  ];
}
