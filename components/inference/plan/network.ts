import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { monitoringNamespace } from "../../kubernetes/plan/monitoring.ts";
import {
  closing,
  podsOf,
  proxyPods,
  tcp,
  toApiServer,
  toDns,
  toProxy,
  type EgressRule,
  type NetworkPolicy,
} from "../../kubernetes/plan/peers.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { componentLabel, components, endpointLabel, enginePort, pickerPorts } from "../names.ts";
import { metadataOf, type EndpointContext } from "./context.ts";
import { endpointNames } from "../../names/inference.ts";

/** An endpoint's pods talk to each other, answer the gateway, and are scraped by Prometheus. No prompt can leave through them. */
export function planEndpointPolicy(context: EndpointContext): NetworkPolicy {
  const podSelector = { matchLabels: { [endpointLabel]: context.name } };
  return {
    metadata: metadataOf(context, endpointNames(context.name).network),
    spec: {
      podSelector,
      policyTypes: ["Egress", "Ingress"],
      egress: [{ to: [{ podSelector }] }, toDns],
      ingress: [
        { from: [{ podSelector }] },
        { from: [proxyPods], ports: tcp(enginePort, pickerPorts.calls) },
        { from: [podsOf(monitoringNamespace)], ports: tcp(enginePort, pickerPorts.metrics) },
      ],
    },
  };
}

/** What no other policy opens is closed, for pods of any label; the only traffic that goes further is the pickers' to the cluster's API, and weight downloads' to the site's proxy. */
export function planNamespacePolicies(
  namespace: string,
  cluster: GpuClusterSpec,
  site: Pick<SiteSpec, "egressProxy">,
): Readonly<Record<"closed" | "pickers" | "weights", NetworkPolicy>> {
  const policy = (name: string, component: string, egress: EgressRule[]): NetworkPolicy => ({
    metadata: { name, namespace },
    spec: { podSelector: { matchLabels: { [componentLabel]: component } }, policyTypes: ["Egress", "Ingress"], egress },
  });
  return {
    closed: closing(namespace),
    pickers: policy("endpoint-pickers", components.picker, [toDns, ...toApiServer(cluster)]),
    weights: policy("weights", components.weights, [toDns, ...toProxy(site)]),
  };
}
