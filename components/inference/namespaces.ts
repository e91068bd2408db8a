import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { after, type ChildOptions } from "../lib/child-options.ts";
import { ClusterQueue, LocalQueue, ResourceFlavor, WorkloadPriorityClass } from "../crd/kueue.ts";
import { PodMonitor } from "../crd/monitoring.ts";
import type { StackSpec } from "../schema/stack.ts";
import { planNamespace, planServingPriority } from "./plan/namespace.ts";
import { planSupport } from "./plan/support.ts";
import { servingNames, shareNamespace, shareObjects } from "../names/inference.ts";

/** Declares the objects that the endpoints of a cluster share, with a namespace per tenant whose share they use. @returns the resources that endpoints need, by share. */
export function declareNamespaces(
  clusterName: string,
  cluster: GpuClusterSpec,
  { site, inference }: Pick<StackSpec, "site" | "inference">,
  options: ChildOptions,
): Readonly<Record<string, readonly pulumi.Resource[]>> {
  const endpoints = Object.values(inference?.endpoints ?? {}).filter((endpoint) => endpoint.cluster === clusterName);
  if (endpoints.length === 0) return {};
  const serving = servingNames(clusterName);
  const priority = new WorkloadPriorityClass(serving.priority.resource, planServingPriority(), options);
  const shares = [...new Set(endpoints.map(({ share }) => share))];
  const { flavor, clusterQueue } = planSupport(cluster, shares);
  const supportFlavor = new ResourceFlavor(serving.supportFlavor.resource, flavor, options);
  const supportQueue = new ClusterQueue(serving.supportQueue.resource, clusterQueue, after(options, supportFlavor));
  return Object.fromEntries(
    shares.map((share) => {
      const names = shareObjects(clusterName, share);
      const plan = planNamespace(share, cluster, site);
      const namespace = new k8s.core.v1.Namespace(shareNamespace(clusterName, share).resource, plan.namespace, options);
      const inside = after(options, namespace);
      new k8s.networking.v1.NetworkPolicy(names.closed.resource, plan.policies.closed, inside);
      new k8s.networking.v1.NetworkPolicy(names.pickers.resource, plan.policies.pickers, inside);
      new k8s.networking.v1.NetworkPolicy(names.weights.resource, plan.policies.weights, inside);
      new PodMonitor(names.metrics.resource, plan.podMonitor, inside);
      const role = new k8s.rbac.v1.Role(names.pickerRole.resource, plan.pickerRole, inside);
      const account = new k8s.core.v1.ServiceAccount(names.pickerAccount.resource, plan.pickerAccount, inside);
      const binding = new k8s.rbac.v1.RoleBinding(names.pickerBinding.resource, plan.pickerBinding, after(inside, role, account));
      const engines = new LocalQueue(names.engines.resource, plan.localQueues.engines, inside);
      const support = new LocalQueue(names.support.resource, plan.localQueues.support, after(inside, supportQueue));
      return [share, [priority, namespace, binding, engines, support]];
    }),
  );
}
