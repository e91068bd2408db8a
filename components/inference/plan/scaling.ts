import type { types } from "@pulumi/kubernetes";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { ScaledObjectSpec } from "../../crd/keda.ts";
import { monitoringNamespace } from "../../kubernetes/plan/monitoring.ts";
import { componentLabel, components, endpointLabel } from "../names.ts";
import type { Pool } from "../pools.ts";
import { drainSeconds } from "../timing.ts";
import { metadataOf, type EndpointContext } from "./context.ts";
import { isScaled, type Workload } from "./workload.ts";
import { endpointNames, poolNames } from "../../names/inference.ts";
import type { Named } from "../../names/named.ts";

/** Prometheus' address, as the operator of the layer's monitoring names it. */
const prometheus = `http://prometheus-operated.${monitoringNamespace}.svc:9090`;

/** Seconds without requests before a replica stops: starting one again costs more than keeping it idle. */
const idleSeconds = 600;

/** Kubernetes' own limit of a scaling period. */
const longestPeriodSeconds = 1800;

const apiVersions = { Deployment: "apps/v1", LeaderWorkerSet: "leaderworkerset.x-k8s.io/v1" } as const;

/** Requests that wait for a pool, in its picker and in its engines. With no engine at all, only the picker counts them, which is what starts the first engine. */
export const waitingRequests = (pool: string, namespace: string): string =>
  `(sum(inference_extension_flow_control_queue_size{namespace="${namespace}",inference_pool="${pool}"}) or vector(0))` +
  ` + (sum(vllm:num_requests_waiting{namespace="${namespace}",nscale_com_pool="${pool}"}) or vector(0))`;

/**
 * Scales a pool by its waiting requests. KEDA, because the horizontal autoscaler alone neither reads Prometheus without another server
 * nor stops the last replica. Undefined if the number is fixed.
 */
export function planScaling(context: EndpointContext, pool: Pool, { kind }: Workload): Manifest<ScaledObjectSpec> | undefined {
  if (!isScaled(pool)) return undefined;
  const { endpoint, namespace } = context;
  const { min, max } = pool.replicas;
  const goes = {
    type: "Pods",
    value: 1,
    periodSeconds: Math.min(longestPeriodSeconds, drainSeconds(endpoint.longestStreamSeconds)),
  } as const;
  return {
    metadata: metadataOf(context, poolNames(pool.name).scaling),
    spec: {
      scaleTargetRef: { apiVersion: apiVersions[kind], kind, name: pool.name },
      pollingInterval: 5,
      cooldownPeriod: idleSeconds,
      minReplicaCount: min,
      maxReplicaCount: max,
      fallback: { failureThreshold: 6, replicas: Math.max(1, min) },
      advanced: {
        horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: idleSeconds, policies: [goes] } } },
      },
      triggers: [
        {
          type: "prometheus",
          metricType: "AverageValue",
          metadata: {
            serverAddress: prometheus,
            query: waitingRequests(pool.name, namespace),
            threshold: String(endpoint.replicas.waitingRequestsEach),
            activationThreshold: "0",
          },
        },
      ],
    },
  };
}

/** At most one of an endpoint's engines, and one of its pickers, may be evicted at a time. */
export function planDisruptionBudgets(
  context: EndpointContext,
): Readonly<Record<"engines" | "pickers", types.input.policy.v1.PodDisruptionBudget>> {
  const names = endpointNames(context.name);
  const budget = (name: Named, component: string): types.input.policy.v1.PodDisruptionBudget => ({
    metadata: metadataOf(context, name),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: { [endpointLabel]: context.name, [componentLabel]: component } },
      // A pod that does not serve does not block a drain.
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    },
  });
  return { engines: budget(names.engineBudget, components.engine), pickers: budget(names.pickerBudget, components.picker) };
}
