import type { types } from "@pulumi/kubernetes";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { LeaderWorkerSetSpec } from "../../crd/leader-worker-set.ts";
import { packsJobs } from "../../kubernetes/plan/queues.ts";
import { topologyKeys } from "../../lib/topology-keys.ts";
import { components, poolLabel } from "../names.ts";
import type { Pool } from "../pools.ts";
import { metadataOf, podLabels, queueLabels, type EndpointContext } from "./context.ts";
import { sharesDomain } from "./devices.ts";
import { planEnginePod } from "./pod.ts";
import { poolNames } from "../../names/inference.ts";

/** The workload of a pool's engines: a Deployment if a replica is one pod, a LeaderWorkerSet if it spans hosts. */
export type Workload =
  | { readonly kind: "Deployment"; readonly manifest: types.input.apps.v1.Deployment }
  | { readonly kind: "LeaderWorkerSet"; readonly manifest: Manifest<LeaderWorkerSetSpec> };

/** True if KEDA decides the number of replicas. */
export const isScaled = ({ replicas }: Pool): boolean => replicas.min !== replicas.max;

/** A new replica starts before an old one stops if the share has spare GPUs for it; otherwise an old one stops first. */
const rollout = (pool: Pool, spareGpus: number) =>
  spareGpus >= pool.placement.gpus ? { maxSurge: 1, maxUnavailable: 0 } : { maxSurge: 0, maxUnavailable: 1 };

/** Packing of a group's pods: required into one NVLink domain if they share its memory, otherwise preferred close together. */
function packed(context: EndpointContext, pool: Pool): Readonly<Record<string, string>> {
  if (!packsJobs(context.cluster.kubernetes)) return {};
  return {
    "kueue.x-k8s.io/podset-group-name": pool.name,
    ...(sharesDomain(context, pool)
      ? { "kueue.x-k8s.io/podset-required-topology": topologyKeys.acceleratorDomain }
      : { "kueue.x-k8s.io/podset-preferred-topology": topologyKeys.fabricTier0 }),
  };
}

function deployment(context: EndpointContext, pool: Pool, spareGpus: number): types.input.apps.v1.Deployment {
  const pod = planEnginePod(context, pool, "alone");
  const labels = podLabels(context, pool, components.engine);
  return {
    metadata: metadataOf(context, poolNames(pool.name).deployment),
    spec: {
      ...(isScaled(pool) ? {} : { replicas: pool.replicas.max }),
      selector: { matchLabels: { [poolLabel]: pool.name, "app.kubernetes.io/component": components.engine } },
      strategy: { type: "RollingUpdate", rollingUpdate: rollout(pool, spareGpus) },
      template: { ...pod, metadata: { labels: { ...labels, ...queueLabels } } },
    },
  };
}

function leaderWorkerSet(context: EndpointContext, pool: Pool, spareGpus: number): Manifest<LeaderWorkerSetSpec> {
  const annotations = packed(context, pool);
  const template = (role: "leader" | "worker") => {
    const pod = planEnginePod(context, pool, role);
    return { ...pod, metadata: { labels: podLabels(context, pool, components.engine), annotations } };
  };
  const { labels, ...metadata } = metadataOf(context, poolNames(pool.name).group);
  return {
    // The queue admits each group as a whole: all of its pods start, or none.
    metadata: { ...metadata, labels: { ...labels, ...queueLabels } },
    spec: {
      ...(isScaled(pool) ? {} : { replicas: pool.replicas.max }),
      startupPolicy: "LeaderCreated",
      leaderWorkerTemplate: {
        size: pool.placement.hosts,
        restartPolicy: "RecreateGroupOnPodRestart",
        leaderTemplate: template("leader"),
        workerTemplate: template("worker"),
      },
      rolloutStrategy: { type: "RollingUpdate", rollingUpdateConfiguration: rollout(pool, spareGpus) },
    },
  };
}

/** @param spareGpus GPUs of the share that no endpoint uses. */
export const planWorkload = (context: EndpointContext, pool: Pool, spareGpus: number): Workload =>
  pool.placement.hosts === 1
    ? { kind: "Deployment", manifest: deployment(context, pool, spareGpus) }
    : { kind: "LeaderWorkerSet", manifest: leaderWorkerSet(context, pool, spareGpus) };
