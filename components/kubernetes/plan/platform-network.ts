import { charts, type LayerOperator } from "../../catalog/charts.ts";
import { closedOperators, operatorNetworks, type ClosedOperator } from "../../catalog/operator-networks.ts";
import { privateRanges } from "../../lib/private-ranges.ts";
import { fluxNamespace, type MonitoringNetwork } from "../../names/kubernetes.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { monitoringNamespace } from "./monitoring.ts";
import {
  closing,
  dnsPorts,
  fromApiServer,
  opening,
  ownNamespace,
  podsNamed,
  podsOf,
  range,
  tcp,
  toApiServer,
  toDns,
  waysOut,
  type EgressRule,
  type IngressRule,
  type NamedPolicy,
} from "./peers.ts";

/** Ports of hosts that Prometheus reads: etcd, the node exporter, kube-proxy, the kubelet, the controller manager, the scheduler. */
export const hostMetrics = [2381, 9100, 10_249, 10_250, 10_257, 10_259] as const;

const fromPrometheus = (...ports: readonly number[]): IngressRule[] =>
  ports.length === 0 ? [] : [{ from: [podsOf(monitoringNamespace)], ports: tcp(...ports) }];

/** An operator's pods talk to each other, to DNS and to the API server, which calls their webhooks; Prometheus reads their metrics. Nothing else of the cluster reaches them. */
function planOperator(operator: ClosedOperator, cluster: GpuClusterSpec): NamedPolicy {
  const { calledByApiServer, metrics, calledBy = [], calls = [] } = operatorNetworks[operator];
  return closing(charts[operator].namespace, {
    egress: [
      toDns,
      { to: [ownNamespace] },
      ...toApiServer(cluster),
      ...calls.map(({ namespace, ports }) => ({ to: [podsOf(namespace)], ports: tcp(...ports) })),
    ],
    ingress: [
      { from: [ownNamespace] },
      ...(calledByApiServer.length === 0 ? [] : [{ from: [fromApiServer(cluster)], ports: tcp(...calledByApiServer) }]),
      ...fromPrometheus(...metrics),
      ...calledBy.map((by) => ({ from: [podsOf(charts[by.operator].namespace)], ports: tcp(...by.ports) })),
    ],
  });
}

/** A way out for some pods of monitoring, by the names that their operator gives them. */
const planMonitor = (name: MonitoringNetwork, pods: readonly string[], egress: EgressRule[]): NamedPolicy =>
  opening({ name, namespace: monitoringNamespace }, podsNamed(...pods).podSelector, { egress });

/** Prometheus reads pods of every namespace that lets it, and hosts. */
const planPrometheus = (cluster: GpuClusterSpec): NamedPolicy =>
  planMonitor(
    "prometheus",
    ["prometheus"],
    [
      { to: [{ namespaceSelector: {} }] },
      { to: [range(cluster.network.hostCidr), range(cluster.controlPlane.hostCidr)], ports: tcp(...hostMetrics) },
    ],
  );

/** Prometheus and Alertmanager send where the site declares that telemetry goes; without such a place they send nothing. */
function planTelemetry(site: SiteSpec): { telemetry?: NamedPolicy } {
  const out = waysOut(site, ["telemetry"]);
  return out.length === 0 ? {} : { telemetry: planMonitor("telemetry", ["alertmanager", "prometheus"], out) };
}

/** DNS answers every pod and asks resolvers of the site; what else runs there of Kubernetes uses the network of its host, which no policy binds. */
const planKubeSystem = (cluster: GpuClusterSpec): NamedPolicy =>
  closing("kube-system", {
    egress: [
      { to: [ownNamespace] },
      ...toApiServer(cluster),
      { to: privateRanges.filter((cidr) => cidr.includes(".")).map(range), ports: dnsPorts },
    ],
    ingress: [{ from: [ownNamespace] }, { from: [{ namespaceSelector: {} }], ports: dnsPorts }, ...fromPrometheus(9153)],
  });

/** Flux's controllers fetch charts and talk to the API server. */
const planFlux = (cluster: GpuClusterSpec, site: SiteSpec): NamedPolicy =>
  closing(fluxNamespace, {
    egress: [toDns, { to: [ownNamespace] }, ...toApiServer(cluster), ...waysOut(site, ["package-mirror", "registry"])],
    ingress: [{ from: [ownNamespace] }, ...fromPrometheus(8080)],
  });

/** The policies of namespaces that no tenant has, by what they close: an operator's namespace, `kube-system`, `flux`; and those that open a way out of monitoring. */
export type PlatformNetwork = ClosedOperator | "kube-system" | "flux" | MonitoringNetwork;
export type PlatformPolicies = Readonly<Partial<Record<PlatformNetwork, NamedPolicy>>>;

/** @param ours The operators that this project installs: whoever installed another knows its namespace. */
export function planPlatformPolicies(
  cluster: GpuClusterSpec,
  site: SiteSpec,
  { ours, isRendered }: { readonly ours: readonly LayerOperator[]; readonly isRendered: boolean },
): PlatformPolicies {
  // The namespace of monitoring is made here, whoever installed the operator.
  const operators = closedOperators.filter((operator) => ours.includes(operator) || operator === "prometheus-operator");
  return {
    "kube-system": planKubeSystem(cluster),
    ...(isRendered ? { flux: planFlux(cluster, site) } : {}),
    ...Object.fromEntries(operators.map((operator) => [operator, planOperator(operator, cluster)])),
    prometheus: planPrometheus(cluster),
    ...planTelemetry(site),
  };
}
