import * as k8s from "@pulumi/kubernetes";
import { ResourceClaimTemplate } from "../crd/device.ts";
import { ClusterQueue, LocalQueue, type ResourceFlavor } from "../crd/kueue.ts";
import { after, type ChildOptions } from "../lib/child-options.ts";
import type { TenantPlan } from "./plan/index.ts";
import { tenantNames, tenantObjects } from "../names/kubernetes.ts";
import { roles } from "./plan/access.ts";

/** A tenant's resources in the cluster. */
export interface TenantResources {
  readonly namespace: k8s.core.v1.Namespace;
  readonly clusterQueue: ClusterQueue;
  readonly localQueue: LocalQueue;
}

/** Of the layer what its tenants share. */
export interface LayerResources {
  readonly flavor: ResourceFlavor;
  readonly requests: k8s.flowcontrol.v1.PriorityLevelConfiguration;
}

/** Declares a tenant's namespace with its limits and rights, and its queues on the flavor. */
export function declareTenant(
  cluster: string,
  tenant: string,
  plan: TenantPlan,
  isRendered: boolean,
  options: ChildOptions,
  { flavor, requests }: LayerResources,
): TenantResources {
  const names = { ...tenantNames(cluster, tenant), ...tenantObjects(cluster, tenant) };
  const namespace = new k8s.core.v1.Namespace(names.namespace.resource, plan.namespace, options);
  const inside = after(options, namespace);
  // Kubernetes recreates a namespace's default account once that is deleted, so it is left to go with the namespace. A rendered file, however, is deleted.
  const withNamespace = isRendered ? inside : { ...inside, deletedWith: namespace };
  new k8s.core.v1.ServiceAccount(names.account.resource, plan.serviceAccount, withNamespace);
  new k8s.core.v1.LimitRange(names.limits.resource, plan.limitRange, inside);
  new k8s.core.v1.ResourceQuota(names.quota.resource, plan.resourceQuotas.quota, inside);
  new k8s.core.v1.ResourceQuota(names.priorities.resource, plan.resourceQuotas.priorities, inside);
  new k8s.policy.v1.PodDisruptionBudget(names.jobs.resource, plan.disruptionBudget, inside);
  new k8s.networking.v1.NetworkPolicy(names.network.resource, plan.networkPolicy, inside);
  for (const role of roles) new k8s.rbac.v1.RoleBinding(names[role].resource, plan.roleBindings[role], inside);
  if (plan.hostClaim !== undefined) new ResourceClaimTemplate(names.hostClaim.resource, plan.hostClaim, inside);
  new k8s.flowcontrol.v1.FlowSchema(names.requests.resource, plan.flowSchema, after(options, requests));
  const queueReader = new k8s.rbac.v1.ClusterRole(names.queueReader.resource, plan.queueReader.role, options);
  new k8s.rbac.v1.ClusterRoleBinding(names.queueReaders.resource, plan.queueReader.binding, after(options, queueReader));
  const idleQueue = new ClusterQueue(names.idleQueue.resource, plan.idleQueue, after(options, flavor));
  new LocalQueue(names.defaultQueue.resource, plan.defaultQueue, after(inside, idleQueue));
  const clusterQueue = new ClusterQueue(names.clusterQueue.resource, plan.clusterQueue, after(options, flavor));
  return {
    namespace,
    clusterQueue,
    localQueue: new LocalQueue(names.localQueue.resource, plan.localQueue, after(inside, clusterQueue)),
  };
}
