import { machinesFor } from "../../capacity/power.ts";
import { gpusOfKubernetes } from "../../capacity/layers.ts";
import { gibibytes, quantity } from "../../lib/quantity.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { Allocation } from "../../schema/kubernetes.ts";

/** Objects that a person writes by hand or by a chart. */
const written = 256;

/** Objects of which a campaign of jobs has many. */
const jobs = 5_000;

/** Pods that wait or run, by the hosts of the cluster: more than GPUs take, and far fewer than would fill etcd. */
const podsPerHost = 16;

/**
 * How many objects a tenant may have in a cluster. All tenants share one etcd, and one that fills it stops every other.
 * With kinds that one tenant has in thousands at most, and ConfigMaps and Secrets of at most 1 MiB, some tens of tenants fit etcd's 8 GiB.
 */
export const objectLimits = (cluster: GpuClusterSpec, { maxStorageTebibytes }: Allocation): Readonly<Record<string, string>> => ({
  pods: quantity(machinesFor(cluster.accelerator, gpusOfKubernetes(cluster)).hosts * podsPerHost),
  ...Object.fromEntries(
    [
      "configmaps",
      "secrets",
      "services",
      "serviceaccounts",
      "persistentvolumeclaims",
      "cronjobs.batch",
      "deployments.apps",
      "leaderworkersets.leaderworkerset.x-k8s.io",
      "resourceclaimtemplates.resource.k8s.io",
      "rolebindings.rbac.authorization.k8s.io",
      "roles.rbac.authorization.k8s.io",
      "statefulsets.apps",
    ].map((kind) => [`count/${kind}`, quantity(written)]),
  ),
  ...Object.fromEntries(
    ["jobs.batch", "jobsets.jobset.x-k8s.io", "replicasets.apps", "resourceclaims.resource.k8s.io"].map((kind) => [
      `count/${kind}`,
      quantity(jobs),
    ]),
  ),
  "services.nodeports": "0",
  "services.loadbalancers": "0",
  "requests.storage": gibibytes(maxStorageTebibytes * 1024),
});
