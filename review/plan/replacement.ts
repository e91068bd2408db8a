import type { Difference } from "../../components/lib/differences.ts";
import type { Properties } from "./step.ts";

/** Properties that the Kubernetes provider (4.25) cannot change in place, by type token; a test confirms them with the engine. */
const replacedBy: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:core/v1:ConfigMap": ["data", "binaryData"],
  "kubernetes:core/v1:Secret": ["type", "stringData", "data"],
  "kubernetes:core/v1:Service": ["spec.clusterIP"],
  "kubernetes:core/v1:ResourceQuota": ["spec.scopes"],
  "kubernetes:core/v1:PersistentVolumeClaim": ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  "kubernetes:apps/v1:DaemonSet": ["spec.selector"],
  "kubernetes:apps/v1:Deployment": ["spec.selector"],
  "kubernetes:apps/v1:StatefulSet": ["spec.selector"],
  "kubernetes:batch/v1:Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": ["roleRef"],
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": ["roleRef"],
  "kubernetes:storage.k8s.io/v1:StorageClass": ["parameters", "provisioner"],
};

const identity = ["metadata.name", "metadata.namespace", "kind", "apiVersion"];

const isWithin = (path: string, root: string) => path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`);

/** The changed paths that force the replacement of a Kubernetes object; empty if it changes in place. */
export function replacementCauses(type: string, changed: readonly Difference[]): string[] {
  if (!type.startsWith("kubernetes:")) return [];
  const roots = [...identity, ...(replacedBy[type] ?? [])];
  return changed.map(({ path }) => path).filter((path) => roots.some((root) => isWithin(path, root)));
}

const nameOf = (object: Properties) => {
  const { name, namespace } = (object["metadata"] ?? {}) as { name?: string; namespace?: string };
  return [namespace, name].join("/");
};

/** The order of a replacement: delete first if the name stays, because two objects of one name cannot coexist. */
export const replacementOrder = (before: Properties, after: Properties): "create-first" | "delete-first" =>
  nameOf(before) === nameOf(after) ? "delete-first" : "create-first";
