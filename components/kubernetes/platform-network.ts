import * as k8s from "@pulumi/kubernetes";
import type { ChildOptions } from "../lib/child-options.ts";
import { platformNetwork } from "../names/kubernetes.ts";
import type { PlatformPolicies } from "./plan/platform-network.ts";

/** Declares the policies that close the namespaces of Kubernetes, of Flux and of the operators, which make these when they are installed. */
export function declarePlatformNetwork(name: string, policies: PlatformPolicies, options: ChildOptions): void {
  for (const [of, policy] of Object.entries(policies)) {
    new k8s.networking.v1.NetworkPolicy(platformNetwork(name, of, policy.metadata.name).resource, policy, options);
  }
}
