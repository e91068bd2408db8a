import { restrictedContainer, restrictedPod } from "../../components/lib/security-context.ts";
import type { ServerObject } from "./cluster.ts";

// Objects as a tenant's user would write them, in the namespace of the tenant `research`.

const namespace = "tenant-research";
const queue = { "kueue.x-k8s.io/queue-name": "gpu" };

export interface PodChanges {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly metadata?: object;
  readonly spec?: object;
  readonly container?: object;
  /** @default what comes with four GPUs */
  readonly requests?: Readonly<Record<string, string>>;
  /** @default "4" */
  readonly gpus?: string;
}

/** A pod's metadata and spec, by default with all GPUs of a host in the queue of such work. */
export function podTemplate({ labels = queue, annotations = {}, metadata = {}, spec = {}, container = {}, ...asks }: PodChanges = {}) {
  const gpus = asks.gpus ?? "4";
  const devices: Record<string, string> = gpus === "0" ? {} : { "nvidia.com/gpu": gpus };
  return {
    metadata: { labels, annotations, ...metadata },
    spec: {
      restartPolicy: "Never",
      securityContext: restrictedPod,
      containers: [
        {
          name: "main",
          image: "registry.example.com/train:1",
          securityContext: restrictedContainer,
          resources: { requests: { ...(asks.requests ?? { cpu: "124", memory: "744Gi" }), ...devices }, limits: devices },
          ...container,
        },
      ],
      ...spec,
    },
  };
}

export function podOf(changes: PodChanges = {}): ServerObject {
  const { metadata, spec } = podTemplate(changes);
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "one", namespace, ...metadata }, spec };
}

const selected = { app: "one" };

/** A kind with a template of pods; `labels` are the object's own. */
export function controllerOf(
  kind: "Deployment" | "ReplicaSet" | "StatefulSet" | "Job",
  changes: PodChanges = {},
  labels: object = queue,
): ServerObject {
  const template = podTemplate({ ...changes, labels: { ...(changes.labels ?? queue), ...(kind === "Job" ? {} : selected) } });
  const spec =
    kind === "Job"
      ? { template }
      : {
          ...(kind === "StatefulSet" ? { serviceName: "one" } : {}),
          selector: { matchLabels: selected },
          template: { ...template, spec: { ...template.spec, restartPolicy: "Always" } },
        };
  return { apiVersion: kind === "Job" ? "batch/v1" : "apps/v1", kind, metadata: { name: "one", namespace, labels }, spec };
}

export const cronJobOf = (changes: PodChanges = {}): ServerObject => ({
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: { name: "one", namespace },
  spec: { schedule: "0 0 * * *", jobTemplate: { metadata: { labels: queue }, spec: { template: podTemplate(changes) } } },
});

/** A job of a leader and of workers. */
export const jobSetOf = (leader: PodChanges, worker: PodChanges = {}): ServerObject => ({
  apiVersion: "jobset.x-k8s.io/v1alpha2",
  kind: "JobSet",
  metadata: { name: "one", namespace, labels: queue },
  spec: {
    replicatedJobs: Object.entries({ leader, worker }).map(([name, changes]) => ({
      name,
      replicas: 1,
      template: { spec: { template: podTemplate({ ...changes, labels: {} }) } },
    })),
  },
});

export const groupOf = (worker: PodChanges, leader?: PodChanges): ServerObject => ({
  apiVersion: "leaderworkerset.x-k8s.io/v1",
  kind: "LeaderWorkerSet",
  metadata: { name: "one", namespace, labels: queue },
  spec: {
    replicas: 1,
    leaderWorkerTemplate: {
      size: 2,
      workerTemplate: podTemplate({ ...worker, labels: {} }),
      ...(leader === undefined ? {} : { leaderTemplate: podTemplate({ ...leader, labels: {} }) }),
    },
  },
});

export const serviceOf = (spec: object = {}): ServerObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "one", namespace },
  spec: { ports: [{ port: 80 }], ...spec },
});

export const configMapOf = (metadata: object = {}): ServerObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "one", namespace, ...metadata },
  data: {},
});
