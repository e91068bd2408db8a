import { tenantLabel, tenantNamespace } from "../../lib/names.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { monitoringNamespace } from "./monitoring.ts";
import { gatewayPort, jobPurposes, ownNamespace, podsOf, proxyPods, tcp, toDns, waysOut, type NetworkPolicy } from "./peers.ts";

/**
 * Traffic that a tenant's pods may send and receive; all other traffic is blocked: DNS, each other, what the site declares, and the inference gateway,
 * which asks who its callers are and closes itself to the others.
 */
export function planNetworkPolicy(tenant: string, site: SiteSpec): NetworkPolicy {
  return {
    metadata: { name: "tenant", namespace: tenantNamespace(tenant), labels: { [tenantLabel]: tenant } },
    spec: {
      podSelector: {},
      policyTypes: ["Egress", "Ingress"],
      egress: [toDns, { to: [ownNamespace] }, { to: [proxyPods], ports: tcp(gatewayPort) }, ...waysOut(site, jobPurposes)],
      ingress: [{ from: [ownNamespace, podsOf(monitoringNamespace)] }],
    },
  };
}
