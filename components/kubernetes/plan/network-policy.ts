import type { types } from "@pulumi/kubernetes";
import { isIP } from "node:net";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { tenantLabel, tenantNamespace } from "../../lib/names.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { monitoringNamespace } from "./monitoring.ts";

type NetworkPolicy = types.input.networking.v1.NetworkPolicy;
type EgressRule = types.input.networking.v1.NetworkPolicyEgressRule;

export const tcp = (port: number) => [{ protocol: "TCP", port }];

/** The range of one address. */
export const single = (address: string) => `${address}/32`;

/** The site's declared destinations. The policy supports only addresses, so host names are reached through the site's proxy. */
export function waysOut({ egress, egressProxy }: SiteSpec): EgressRule[] {
  const byRange = Object.values(egress).flatMap(({ destination, port }): EgressRule[] =>
    destination.kind === "cidr" ? [{ to: [{ ipBlock: { cidr: destination.cidr } }], ports: tcp(port) }] : [],
  );
  if (egressProxy === undefined) return byRange;
  return [...byRange, { to: [{ ipBlock: { cidr: single(egressProxy.address) } }], ports: tcp(egressProxy.port) }];
}

/** The pods of the cluster (its DNS among them), its Services and its API server. Other tenants' own policies block traffic to their pods. */
export function withinCluster({ network, controlPlane }: GpuClusterSpec): EgressRule[] {
  const { host, port } = controlPlane.endpoint;
  return [
    { to: [{ namespaceSelector: {} }] },
    { to: [{ ipBlock: { cidr: network.serviceCidr } }] },
    ...(isIP(host) === 0 ? [] : [{ to: [{ ipBlock: { cidr: single(host) } }], ports: tcp(port) }]),
  ];
}

/** Traffic that a tenant's pods may send and receive; all other traffic is blocked. */
export function planNetworkPolicy(tenant: string, cluster: GpuClusterSpec, site: SiteSpec): NetworkPolicy {
  return {
    metadata: { name: "tenant", namespace: tenantNamespace(tenant), labels: { [tenantLabel]: tenant } },
    spec: {
      podSelector: {},
      policyTypes: ["Egress", "Ingress"],
      egress: [...withinCluster(cluster), ...waysOut(site)],
      ingress: [
        {
          from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": monitoringNamespace } } }],
        },
      ],
    },
  };
}
