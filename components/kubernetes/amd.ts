import * as k8s from "@pulumi/kubernetes";
import { after, type ChildOptions } from "../lib/child-options.ts";
import type { AmdPlan } from "./plan/amd.ts";

/** Declares the DaemonSets that make AMD's GPUs a counted resource with labels of their own. */
export function declareAmd(name: string, { namespace, daemonSets, labeller }: AmdPlan, options: ChildOptions): void {
  const inside = after(options, new k8s.core.v1.Namespace(`${name}-amd`, namespace, options));
  const account = new k8s.core.v1.ServiceAccount(`${name}-node-labeller`, labeller.serviceAccount, inside);
  const role = new k8s.rbac.v1.ClusterRole(`${name}-node-labeller`, labeller.clusterRole, options);
  const binding = new k8s.rbac.v1.ClusterRoleBinding(`${name}-node-labeller`, labeller.clusterRoleBinding, after(options, role));
  for (const [key, manifest] of Object.entries(daemonSets)) {
    new k8s.apps.v1.DaemonSet(`${name}-${key}`, manifest, after(inside, account, binding));
  }
}
