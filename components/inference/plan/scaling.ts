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

/** A sum over series that need not exist. */
const sumOf = (series: string) => `(sum(${series}) or vector(0))`;

const ofEngines = (pool: string, namespace: string) => `{namespace="${namespace}",nscale_com_pool="${pool}"}`;

/** Requests that wait for a pool, in its picker and in its engines. With no engine at all, only the picker counts them, which is what starts the first engine. */
export const waitingRequests = (pool: string, namespace: string): string =>
  [
    sumOf(`inference_extension_flow_control_queue_size{namespace="${namespace}",inference_pool="${pool}"}`),
    sumOf(`vllm:num_requests_waiting${ofEngines(pool, namespace)}`),
  ].join(" + ");

/** Requests that a pool works on, and those that wait for it. */
export const requestsInFlight = (pool: string, namespace: string): string =>
  `${waitingRequests(pool, namespace)} + ${sumOf(`vllm:num_requests_running${ofEngines(pool, namespace)}`)}`;

/** 1 if a request came within a minute, else 0: one that is answered between two scrapes is in no other number. */
const hasRequests = (pool: string, namespace: string): string =>
  `clamp_max(${sumOf(`increase(inference_objective_request_total${ofEngines(pool, namespace)}[1m])`)}, 1)`;

/** The part of the requests that a replica can take at which another one starts: what is left takes the requests that come until it is there. */
const usedBeforeGrowth = 0.8;

const trigger = (query: string, threshold: number): ScaledObjectSpec["triggers"][number] => ({
  type: "prometheus",
  metricType: "AverageValue",
  metadata: { serverAddress: prometheus, query, threshold: String(threshold), activationThreshold: "0" },
});

/**
 * Scales a pool by its requests, those that run and those that wait: the waiting ones alone are none while every replica is busy, and would end replicas that
 * work. KEDA, because the horizontal autoscaler alone neither reads Prometheus without another server nor stops the last replica. It stops the last one only
 * after no request ran, waited or came for the whole idle time. Undefined if the number is fixed.
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
  // All that are missing at once: each step of a start in steps would wait for the one before.
  const come = { type: "Pods", value: max, periodSeconds: 15 } as const;
  const usedEach = Number((endpoint.replicas.requestsEach * usedBeforeGrowth).toFixed(3));
  return {
    metadata: metadataOf(context, poolNames(pool.name).scaling),
    spec: {
      scaleTargetRef: { apiVersion: apiVersions[kind], kind, name: pool.name },
      pollingInterval: 5,
      cooldownPeriod: idleSeconds,
      minReplicaCount: min,
      maxReplicaCount: max,
      // Without numbers nobody knows which replicas are busy, so none goes.
      fallback: { failureThreshold: 6, replicas: Math.max(1, min), behavior: "currentReplicasIfHigher" },
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: {
            scaleUp: { stabilizationWindowSeconds: 0, policies: [come] },
            scaleDown: { stabilizationWindowSeconds: idleSeconds, policies: [goes] },
          },
        },
      },
      triggers: [
        trigger(requestsInFlight(pool.name, namespace), usedEach),
        ...(min === 0 ? [trigger(hasRequests(pool.name, namespace), 1)] : []),
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
