import { hostsAtOnce } from "../../capacity/roll.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { mirrored } from "../../site/registry.ts";

/**
 * The values of Cilium's chart: the network of pods and of Services, which Cilium serves in place of kube-proxy.
 *
 * @param registry The site's registry; undefined where images come from their publishers.
 */
export function ciliumValues(cluster: GpuClusterSpec, registry: string | undefined): object {
  const { endpoint } = cluster.controlPlane;
  return {
    image: { repository: mirrored(registry, "quay.io/cilium/cilium") },
    operator: { image: { repository: mirrored(registry, "quay.io/cilium/operator") } },
    // No policy here judges requests: neither Envoy nor Hubble runs.
    envoy: { enabled: false },
    l7Proxy: false,
    hubble: { enabled: false },
    kubeProxyReplacement: true,
    // Services lead nowhere before Cilium runs, so that it asks the API server itself.
    k8sServiceHost: endpoint.host,
    k8sServicePort: endpoint.port,
    // The range that the controller manager gave the node, out of network.podCidr.
    ipam: { mode: "kubernetes" },
    // Works over any network between hosts.
    routingMode: "tunnel",
    tunnelProtocol: "vxlan",
    // A pod that a policy selects is closed but for what policies open; the operators' own are open until one selects them.
    policyEnforcementMode: "default",
    // Ranges in policies hold hosts too, such as those of the control plane behind the API's Service.
    policyCIDRMatchMode: ["nodes"],
    // Multus has its configuration beside Cilium's.
    cni: { exclusive: false },
    updateStrategy: { rollingUpdate: { maxUnavailable: hostsAtOnce(cluster) } },
  };
}
