import * as k8s from "@pulumi/kubernetes";
import { ResourceClaimTemplate } from "../crd/device.ts";
import { ClusterQueue, LocalQueue, type ResourceFlavor } from "../crd/kueue.ts";
import { after, type ChildOptions } from "../lib/child-options.ts";
import type { TenantPlan } from "./plan/index.ts";

/** A tenant's resources in the cluster. */
export interface TenantResources {
  readonly namespace: k8s.core.v1.Namespace;
  readonly clusterQueue: ClusterQueue;
  readonly localQueue: LocalQueue;
}

/** Declares a tenant's namespace with its limits and rights, and its queue on the flavor. */
export function declareTenant(
  name: string,
  plan: TenantPlan,
  isRendered: boolean,
  options: ChildOptions,
  flavor: ResourceFlavor,
): TenantResources {
  const namespace = new k8s.core.v1.Namespace(name, plan.namespace, options);
  const inside = after(options, namespace);
  // Kubernetes recreates a namespace's default account once that is deleted, so it is left to go with the namespace. A rendered file, however, is deleted.
  const withNamespace = isRendered ? inside : { ...inside, deletedWith: namespace };
  new k8s.core.v1.ServiceAccount(`${name}-service-account`, plan.serviceAccount, withNamespace);
  new k8s.core.v1.LimitRange(`${name}-limits`, plan.limitRange, inside);
  for (const [key, quota] of Object.entries(plan.resourceQuotas)) new k8s.core.v1.ResourceQuota(`${name}-${key}`, quota, inside);
  new k8s.policy.v1.PodDisruptionBudget(`${name}-jobs`, plan.disruptionBudget, inside);
  new k8s.networking.v1.NetworkPolicy(`${name}-network`, plan.networkPolicy, inside);
  for (const [role, binding] of Object.entries(plan.roleBindings)) new k8s.rbac.v1.RoleBinding(`${name}-${role}`, binding, inside);
  if (plan.hostClaim !== undefined) new ResourceClaimTemplate(`${name}-host-claim`, plan.hostClaim, inside);
  const clusterQueue = new ClusterQueue(`${name}-cluster-queue`, plan.clusterQueue, after(options, flavor));
  return {
    namespace,
    clusterQueue,
    localQueue: new LocalQueue(`${name}-local-queue`, plan.localQueue, after(inside, clusterQueue)),
  };
}
