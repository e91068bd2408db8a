import type { types } from "@pulumi/kubernetes";
import { isIP } from "node:net";
import { charts } from "../../catalog/charts.ts";
import { addressIn, isPartOf, rangeOf } from "../../lib/address-range.ts";
import { closedName } from "../../names/kubernetes.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { EgressSpec } from "../../schema/egress.ts";
import type { SiteSpec } from "../../schema/site.ts";

export type NetworkPolicy = types.input.networking.v1.NetworkPolicy;
export type EgressRule = types.input.networking.v1.NetworkPolicyEgressRule;
export type IngressRule = types.input.networking.v1.NetworkPolicyIngressRule;
export type Peer = types.input.networking.v1.NetworkPolicyPeer;

export const tcp = (...ports: readonly number[]) => ports.map((port) => ({ protocol: "TCP", port }));

/** The range of one address. */
export const single = (address: string) => `${address}/32`;

export const range = (cidr: string): Peer => ({ ipBlock: { cidr } });

/** Every pod of namespaces, by their names. */
export const podsOf = (...namespaces: readonly [string, ...string[]]): Peer => ({
  namespaceSelector:
    namespaces.length === 1
      ? { matchLabels: { "kubernetes.io/metadata.name": namespaces[0] } }
      : { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [...namespaces] }] },
});

/** Pods of the policy's own namespace, by the names of their apps. */
export const podsNamed = (...names: readonly string[]) => ({
  podSelector: { matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: [...names] }] },
});

/** Every pod of the policy's own namespace. */
export const ownNamespace: Peer = { podSelector: {} };

/** The namespace of Envoy Gateway, in which it runs the gateway's proxies too. */
export const proxyNamespace = charts["envoy-gateway"].namespace;

/** The port of the gateway's listener in the proxies' pods: Envoy Gateway adds 10,000 to one that only root may open. */
export const gatewayPort = 10_443;

/** The gateway's proxies, by the labels that Envoy Gateway gives them (internal/infrastructure/kubernetes/proxy). */
export const proxyLabels = { "app.kubernetes.io/component": "proxy", "app.kubernetes.io/managed-by": "envoy-gateway" } as const;
export const proxyPods: Peer = { ...podsOf(proxyNamespace), podSelector: { matchLabels: { ...proxyLabels } } };

/** The port of DNS, over both protocols. */
export const dnsPorts = [{ protocol: "UDP", port: 53 }, ...tcp(53)];

/** The cluster's DNS: kubeadm's CoreDNS has the label of what was before it. */
export const toDns: EgressRule = {
  to: [{ ...podsOf("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
  ports: dnsPorts,
};

/** The port of an API server on its host, by kubeadm. */
const apiServerPort = 6443;

/** The address of the Service `kubernetes`: the first of the range. */
function apiService({ network }: Pick<GpuClusterSpec, "network">): Peer[] {
  const services = rangeOf(network.serviceCidr);
  return services === undefined ? [] : [range(single(addressIn(services, 1)))];
}

/**
 * The API server: its hosts, because the Service's address is rewritten to one of theirs before most networks judge a packet; the Service itself, for
 * those that judge it as it was sent; and the address of the endpoint.
 */
export const toApiServer = (cluster: Pick<GpuClusterSpec, "network" | "controlPlane">): EgressRule[] => [
  toApiServerAt(cluster),
  { to: apiService(cluster), ports: tcp(443) },
];

/** The API server of a cluster, its own or another, at the addresses of its hosts and of its endpoint. */
export function toApiServerAt({ controlPlane: { endpoint, hostCidr } }: Pick<GpuClusterSpec, "controlPlane">): EgressRule {
  const ports = [...new Set([apiServerPort, endpoint.port])];
  return { to: [range(hostCidr), ...(isIP(endpoint.host) === 0 ? [] : [range(single(endpoint.host))])], ports: tcp(...ports) };
}

/** The API server, which calls webhooks and APIs of pods: from a host of the control plane. */
export const fromApiServer = ({ controlPlane }: Pick<GpuClusterSpec, "controlPlane">): Peer => range(controlPlane.hostCidr);

/** A range of addresses outside the cluster: what of it belongs to pods is left out. */
export function outsideOf(cidr: string, { network }: Pick<GpuClusterSpec, "network">): Peer {
  const [pods, whole] = [rangeOf(network.podCidr), rangeOf(cidr)];
  const holdsPods = pods !== undefined && whole !== undefined && isPartOf(pods, whole);
  return { ipBlock: { cidr, ...(holdsPods ? { except: [network.podCidr] } : {}) } };
}

type Purpose = EgressSpec["purpose"];

/** What jobs of tenants may ask for outside: not the directory of people, nor where the site's own telemetry goes. */
export const jobPurposes: readonly Purpose[] = ["object-store", "package-mirror", "time"];

/** The ranges that the site declares for some purposes. */
export const rangesFor = ({ egress }: Pick<SiteSpec, "egress">, purposes: readonly Purpose[]): EgressRule[] =>
  Object.values(egress).flatMap(({ destination, port, purpose }): EgressRule[] =>
    destination.kind === "cidr" && purposes.includes(purpose) ? [{ to: [range(destination.cidr)], ports: tcp(port) }] : [],
  );

/** The site's destinations for some purposes: by their ranges, and through its proxy, because a policy supports only addresses. */
export const waysOut = (site: Pick<SiteSpec, "egress" | "egressProxy">, purposes: readonly Purpose[]): EgressRule[] => [
  ...rangesFor(site, purposes),
  ...toProxy(site),
];

/** The site's proxy, which lets through the host names that the site declares. */
export const toProxy = ({ egressProxy }: Pick<SiteSpec, "egressProxy">): EgressRule[] =>
  egressProxy === undefined ? [] : [{ to: [range(single(egressProxy.address))], ports: tcp(egressProxy.port) }];

/** A policy, which has a name. */
export type NamedPolicy = NetworkPolicy & { readonly metadata: { readonly name: string } };

/** A policy over all pods of a namespace, in both directions: what it does not open is closed. */
export const closing = (namespace: string, open: { egress?: EgressRule[]; ingress?: IngressRule[] } = {}): NamedPolicy => ({
  metadata: { name: closedName, namespace },
  spec: { podSelector: {}, policyTypes: ["Egress", "Ingress"], ...open },
});

/** A policy over some pods, in the directions that it opens. */
export function opening(
  metadata: { readonly name: string; readonly namespace: string },
  podSelector: object,
  open: { readonly egress?: EgressRule[]; readonly ingress?: IngressRule[] },
): NamedPolicy {
  const policyTypes = [...(open.egress === undefined ? [] : ["Egress"]), ...(open.ingress === undefined ? [] : ["Ingress"])];
  // The server drops an empty list: the direction alone says that it opens nothing.
  const rules = Object.fromEntries(Object.entries(open).filter(([, list]) => list.length > 0));
  return { metadata, spec: { podSelector, policyTypes, ...rules } };
}
