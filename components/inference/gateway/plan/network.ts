import { tenantNamespace } from "../../../lib/names.ts";
import { monitoringNamespace } from "../../../kubernetes/plan/monitoring.ts";
import {
  closing,
  gatewayPort,
  outsideOf,
  podsOf,
  proxyLabels,
  proxyNamespace,
  proxyPods,
  tcp,
  type NetworkPolicy,
  type Peer,
} from "../../../kubernetes/plan/peers.ts";
import { privateRanges } from "../../../lib/private-ranges.ts";
import { gatewayNamespace, proxyNetwork } from "../../../names/gateway.ts";
import type { GpuClusterSpec } from "../../../schema/cluster.ts";
import type { GatewaySpec } from "../../../schema/inference.ts";
import { componentLabel, components, enginePort, pickerPorts } from "../../names.ts";
import type { GatewayModel } from "../model.ts";
import { modelRouterPorts } from "./model-router.ts";

/** Traffic of the gateway: of the pods beside its objects, and of its proxies, which Envoy Gateway runs in its own namespace. */
export interface GatewayNetworkPlan {
  readonly closed: NetworkPolicy;
  readonly proxies: NetworkPolicy;
}

/** Every address beyond private networks: gateways of other sites, of whose addresses only their names are known. */
const otherSites = {
  to: [{ ipBlock: { cidr: "0.0.0.0/0", except: privateRanges.filter((cidr) => cidr.includes(".")) } }],
  ports: tcp(443),
};

/** The model router answers the proxies alone. */
const planClosed = (): NetworkPolicy =>
  closing(gatewayNamespace, {
    ingress: [
      { from: [proxyPods], ports: tcp(modelRouterPorts.grpc) },
      { from: [podsOf(monitoringNamespace)], ports: tcp(modelRouterPorts.metrics) },
    ],
  });

/** Callers come from outside the cluster and from the namespaces of tenants that have keys; requests go on to the router, pickers and engines, and to other sites if they may. */
export function planGatewayNetwork(
  { tenants }: Pick<GatewaySpec, "tenants">,
  models: readonly Pick<GatewayModel, "namespace">[],
  cluster: Pick<GpuClusterSpec, "network">,
  failsOver: boolean,
): GatewayNetworkPlan {
  const [first, ...others] = Object.keys(tenants).sort().map(tenantNamespace);
  const callers: Peer[] = [outsideOf("0.0.0.0/0", cluster), ...(first === undefined ? [] : [podsOf(first, ...others)])];
  const shares = [...new Set(models.map(({ namespace }) => namespace))].sort();
  const serving = { matchExpressions: [{ key: componentLabel, operator: "In", values: [components.engine, components.picker] }] };
  return {
    closed: planClosed(),
    proxies: {
      metadata: { name: proxyNetwork("").name, namespace: proxyNamespace },
      spec: {
        podSelector: { matchLabels: { ...proxyLabels } },
        policyTypes: ["Egress", "Ingress"],
        egress: [
          { to: [podsOf(gatewayNamespace)], ports: tcp(modelRouterPorts.grpc) },
          ...shares.map((namespace) => ({
            to: [{ ...podsOf(namespace), podSelector: serving }],
            ports: tcp(enginePort, pickerPorts.calls),
          })),
          ...(failsOver ? [otherSites] : []),
        ],
        ingress: [{ from: callers, ports: tcp(gatewayPort) }],
      },
    },
  };
}
