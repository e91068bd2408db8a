import type { types } from "@pulumi/kubernetes";
import { isIP } from "node:net";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { monitoringNamespace } from "../../kubernetes/plan/monitoring.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { gatewayNamespace } from "../../names/gateway.ts";
import { componentLabel, components, endpointLabel, enginePort, pickerPorts } from "../names.ts";
import { metadataOf, type EndpointContext } from "./context.ts";
import { endpointNames } from "../../names/inference.ts";

type NetworkPolicy = types.input.networking.v1.NetworkPolicy;
type Peer = types.input.networking.v1.NetworkPolicyPeer;

/** The namespace in which Envoy Gateway runs its proxies, unless it is told to run them beside the gateway's objects. */
const proxyNamespace = "envoy-gateway-system";

const namespaces = (...names: string[]): Peer[] => [
  { namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: names }] } },
];

const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: "TCP", port }));

const single = (address: string) => `${address}/32`;

const names = { to: namespaces("kube-system"), ports: [{ protocol: "UDP", port: 53 }, ...tcp(53)] };

/** An endpoint's pods talk to each other, answer the gateway, and are scraped by Prometheus. No prompt can leave through them. */
export function planEndpointPolicy(context: EndpointContext): NetworkPolicy {
  const podSelector = { matchLabels: { [endpointLabel]: context.name } };
  return {
    metadata: metadataOf(context, endpointNames(context.name).network),
    spec: {
      podSelector,
      policyTypes: ["Egress", "Ingress"],
      egress: [{ to: [{ podSelector }] }, names],
      ingress: [
        { from: [{ podSelector }] },
        { from: namespaces(gatewayNamespace, proxyNamespace), ports: tcp(enginePort, pickerPorts.calls) },
        { from: namespaces(monitoringNamespace), ports: tcp(enginePort, pickerPorts.metrics) },
      ],
    },
  };
}

/** What no other policy opens is closed, for pods of any label; the only traffic that goes further is the pickers' to the cluster's API, and weight downloads' to the site's proxy. */
export function planNamespacePolicies(
  namespace: string,
  { network, controlPlane }: GpuClusterSpec,
  { egressProxy }: Pick<SiteSpec, "egressProxy">,
): Readonly<Record<"closed" | "pickers" | "weights", NetworkPolicy>> {
  const { host, port } = controlPlane.endpoint;
  const policy = (name: string, component: string, egress: types.input.networking.v1.NetworkPolicyEgressRule[]): NetworkPolicy => ({
    metadata: { name, namespace },
    spec: { podSelector: { matchLabels: { [componentLabel]: component } }, policyTypes: ["Egress", "Ingress"], egress },
  });
  const api = [
    { to: [{ ipBlock: { cidr: network.serviceCidr } }], ports: tcp(443) },
    ...(isIP(host) === 0 ? [] : [{ to: [{ ipBlock: { cidr: single(host) } }], ports: tcp(port) }]),
  ];
  const proxy =
    egressProxy === undefined ? [] : [{ to: [{ ipBlock: { cidr: single(egressProxy.address) } }], ports: tcp(egressProxy.port) }];
  return {
    closed: { metadata: { name: "closed", namespace }, spec: { podSelector: {}, policyTypes: ["Egress", "Ingress"] } },
    pickers: policy("endpoint-pickers", components.picker, api),
    weights: policy("weights", components.weights, [names, ...proxy]),
  };
}
