import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { after, type ChildOptions } from "../lib/child-options.ts";
import { ClusterQueue, LocalQueue, ResourceFlavor, WorkloadPriorityClass } from "../crd/kueue.ts";
import { PodMonitor } from "../crd/monitoring.ts";
import type { StackSpec } from "../schema/stack.ts";
import { planNamespace, planServingPriority } from "./plan/namespace.ts";
import { planSupport } from "./plan/support.ts";

/** Declares the objects that the endpoints of a cluster share, with a namespace per tenant whose share they use. @returns the resources that endpoints need, by share. */
export function declareNamespaces(
  clusterName: string,
  cluster: GpuClusterSpec,
  { site, inference }: Pick<StackSpec, "site" | "inference">,
  options: ChildOptions,
): Readonly<Record<string, readonly pulumi.Resource[]>> {
  const endpoints = Object.values(inference?.endpoints ?? {}).filter((endpoint) => endpoint.cluster === clusterName);
  if (endpoints.length === 0) return {};
  const priority = new WorkloadPriorityClass(`${clusterName}-priority-serving`, planServingPriority(), options);
  const shares = [...new Set(endpoints.map(({ share }) => share))];
  const { flavor, clusterQueue } = planSupport(cluster, shares);
  const supportFlavor = new ResourceFlavor(`${clusterName}-inference-support`, flavor, options);
  const supportQueue = new ClusterQueue(`${clusterName}-inference-support`, clusterQueue, after(options, supportFlavor));
  return Object.fromEntries(
    shares.map((share) => {
      const name = `${clusterName}-inference-${share}`;
      const plan = planNamespace(share, cluster, site);
      const namespace = new k8s.core.v1.Namespace(name, plan.namespace, options);
      const inside = after(options, namespace);
      for (const [key, policy] of Object.entries(plan.policies)) new k8s.networking.v1.NetworkPolicy(`${name}-${key}`, policy, inside);
      new PodMonitor(`${name}-metrics`, plan.podMonitor, inside);
      const role = new k8s.rbac.v1.Role(`${name}-picker`, plan.pickerRole, inside);
      const account = new k8s.core.v1.ServiceAccount(`${name}-picker`, plan.pickerAccount, inside);
      const binding = new k8s.rbac.v1.RoleBinding(`${name}-picker`, plan.pickerBinding, after(inside, role, account));
      const engines = new LocalQueue(`${name}-queue`, plan.localQueues.engines, inside);
      const support = new LocalQueue(`${name}-support`, plan.localQueues.support, after(inside, supportQueue));
      return [share, [priority, namespace, binding, engines, support]];
    }),
  );
}
