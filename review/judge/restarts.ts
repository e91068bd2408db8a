import { isDeepStrictEqual } from "node:util";
import type { Properties, Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";
import { clusterNames, clusterOf, clusterType, gpusByCluster } from "./clusters.ts";

type Restart = StackReview["restarts"][number];
type Upgrade = StackReview["upgrades"][number];

/** Where each kind keeps the template of its pods. A changed template replaces its pods one after another. */
const templates: Readonly<Record<string, string>> = {
  "kubernetes:apps/v1:Deployment": "template",
  "kubernetes:apps/v1:StatefulSet": "template",
  "kubernetes:apps/v1:DaemonSet": "template",
  "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet": "leaderWorkerTemplate",
};

const specOf = (inputs: Properties | undefined) => (inputs?.["spec"] ?? {}) as Properties;

/** A DaemonSet or set that replaces a pod only when someone deletes it. */
const isOnDelete = (inputs: Properties | undefined) =>
  (specOf(inputs)["updateStrategy"] as { readonly type?: string } | undefined)?.type === "OnDelete";

/** The GPUs that a template's pods take, as their limits say. */
function gpusIn(template: unknown): number {
  if (typeof template !== "object" || template === null) return 0;
  return Object.entries(template).reduce(
    (sum, [key, value]) => sum + (key === "limits" ? gpusOfLimits(value as Readonly<Record<string, string | number>>) : gpusIn(value)),
    0,
  );
}

const gpusOfLimits = (limits: Readonly<Record<string, string | number>>) =>
  Object.entries(limits).reduce((sum, [name, count]) => (/^(nvidia|amd)\.com\/gpu$/.test(name) ? sum + Number(count) : sum), 0);

/** Workloads of this project whose pods are replaced. Slurm's are told by its class of change. */
export function restartsOf(steps: readonly Step[]): Restart[] {
  const clusters = clusterNames(steps);
  return steps.flatMap(({ op, type, name, before, after }): Restart[] => {
    const field = templates[type];
    if (field === undefined || op !== "update") return [];
    const [old, fresh] = [specOf(before), specOf(after)];
    if (isDeepStrictEqual(old[field], fresh[field])) return [];
    const replicas = typeof fresh["replicas"] === "number" ? fresh["replicas"] : undefined;
    return [
      {
        cluster: clusterOf(name, clusters) ?? "",
        kind: type.split(":").at(-1) ?? "",
        name,
        ...(replicas === undefined ? {} : { replicas }),
        gpus: gpusIn(fresh[field]) * (replicas ?? 1),
        when: isOnDelete(after) ? "when they are deleted" : "one after another",
      },
    ];
  });
}

const controlPlaneTemplate = /^kubernetes:controlplane\.cluster\.x-k8s\.io\/[^:]+:KubeadmControlPlaneTemplate$/;

/** Control planes whose template's content changes: Cluster API replaces their hosts, and adds each before it removes one. */
export function rolledControlPlanes(steps: readonly Step[]): Restart[] {
  const clusters = clusterNames(steps);
  return steps.flatMap(({ op, type, name, before, after }): Restart[] => {
    if (!controlPlaneTemplate.test(type) || op !== "replace" || isDeepStrictEqual(specOf(before), specOf(after))) return [];
    const cluster = clusterOf(name, clusters) ?? "";
    const found = steps.find((step) => step.name === cluster && clusterType.test(step.type))?.after;
    const { replicas } =
      (specOf(found)["topology"] as { readonly controlPlane?: { readonly replicas?: number } } | undefined)?.controlPlane ?? {};
    return [{ cluster, kind: "control plane", name, ...(replicas === undefined ? {} : { replicas }), gpus: 0, when: "one after another" }];
  });
}

/** What the upgrade of an operator restarts, from its documentation; of an operator that is not here, its own pods alone are known. */
const restartedBy: Readonly<Record<string, string>> = {
  cilium: "its agent on every node: connections that are open go on, new ones wait for some seconds",
  network: "Cilium's agent on every node: connections that are open go on, new ones wait for some seconds",
  "gpu-operator":
    "its operands on every GPU node: driver, container toolkit, device plugin, DCGM exporter; a new driver waits for the node's GPU pods to end or drains it",
  "network-operator": "its operands on every node: network drivers and device plugins; a new driver drains the node",
  kueue: "its manager: nothing is admitted for some seconds, and running jobs go on",
  jobset: "its manager; running jobs go on",
  leaderworkerset: "its manager; running replicas go on unless their template's revision changes",
  "slurm-operator": "its manager; if the new release makes other pods of a NodeSet, each node drains and restarts",
  "dra-driver-nvidia-gpu": "its plugin on every GPU node; running pods keep their devices",
  "cluster-api": "its controllers; machines stay unless a provider's contract changes",
  "cluster-api-provider-metal3": "its controller; machines stay",
  "envoy-gateway": "its controller, and the proxies if their release changes: long streams end after their drain",
  "inference-extension": "the endpoint pickers",
  keda: "its operator: nothing scales for some seconds",
  "cert-manager": "its controllers; certificates stay",
  "prometheus-operator": "its operator, and Prometheus if its release changes: a gap in the metrics",
};

/** The chart's version that an object of a chart asks for. */
function versionOf(type: string, inputs: Properties | undefined): string | undefined {
  if (type.endsWith(":OCIRepository")) return (specOf(inputs)["ref"] as { readonly tag?: string } | undefined)?.tag;
  if (type === "kubernetes:helm.sh/v3:Release") return inputs?.["version"] as string | undefined;
  return undefined;
}

/** Operators whose release changes, over all clusters: from, to, and what that restarts. */
export function upgradesOf(steps: readonly Step[]): Upgrade[] {
  const clusters = clusterNames(steps);
  const gpus = gpusByCluster(steps);
  const found = steps.flatMap(({ op, type, name, before, after }) => {
    const [old, fresh] = [versionOf(type, before), versionOf(type, after)];
    if ((op !== "update" && op !== "replace") || old === undefined || fresh === undefined || old === fresh) return [];
    const cluster = clusterOf(name, clusters) ?? "";
    return [{ operator: name.replace(`${cluster}-`, ""), cluster, before: old, after: fresh }];
  });
  return [...Map.groupBy(found, ({ operator, before, after }) => `${operator} ${before} ${after}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { operator, before, after } = first;
    const own = group.map(({ cluster }) => cluster);
    return [
      {
        operator,
        before,
        after,
        clusters: own,
        gpus: own.reduce((sum, cluster) => sum + (gpus.get(cluster) ?? 0), 0),
        restarts: restartedBy[operator] ?? "its own pods; what else is not known here",
      },
    ];
  });
}
