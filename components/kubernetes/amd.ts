import * as k8s from "@pulumi/kubernetes";
import { after, type ChildOptions } from "../lib/child-options.ts";
import type { AmdPlan } from "./plan/amd.ts";
import { amdNames, amdObjects } from "../names/kubernetes.ts";

/** Declares the DaemonSets that make AMD's GPUs a counted resource with labels of their own. */
export function declareAmd(name: string, { namespace, daemonSets, labeller, networkPolicy }: AmdPlan, options: ChildOptions): void {
  const names = { ...amdNames(name), ...amdObjects(name) };
  const inside = after(options, new k8s.core.v1.Namespace(names.namespace.resource, namespace, options));
  new k8s.networking.v1.NetworkPolicy(names.network.resource, networkPolicy, inside);
  const account = new k8s.core.v1.ServiceAccount(names.account.resource, labeller.serviceAccount, inside);
  const role = new k8s.rbac.v1.ClusterRole(names.role.resource, labeller.clusterRole, options);
  const binding = new k8s.rbac.v1.ClusterRoleBinding(names.binding.resource, labeller.clusterRoleBinding, after(options, role));
  const ready = after(inside, account, binding);
  new k8s.apps.v1.DaemonSet(names.plugin.resource, daemonSets["device-plugin"], ready);
  new k8s.apps.v1.DaemonSet(names.labeller.resource, daemonSets["node-labeller"], ready);
}
