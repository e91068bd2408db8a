import { isIP } from "node:net";
import { accelerators } from "../../catalog/accelerators.ts";
import { charts } from "../../catalog/charts.ts";
import { operatorNetworks, prometheusPort, type ClosedOperator } from "../../catalog/operator-networks.ts";
import { jobPurposes } from "../../kubernetes/plan/peers.ts";
import { hostMetrics } from "../../kubernetes/plan/platform-network.ts";
import { addressIn, isPartOf, rangeOf } from "../../lib/address-range.ts";
import { tenantNamespace } from "../../lib/names.ts";
import { amdNamespace, fluxNamespace, monitoringNamespace } from "../../names/kubernetes.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { EgressSpec } from "../../schema/egress.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { hostAt, podAt, ways, type Party, type Way } from "./party.ts";

/** Names of parties that others refer to. */
export const names = {
  tenant: "a tenant's pod",
  neighbour: "another pod of the same tenant",
  other: "another tenant's pod",
  dns: "DNS",
  prometheus: "Prometheus",
  alertmanager: "Alertmanager",
  flux: "Flux",
  amd: "AMD's DaemonSets",
  node: "the host's own services",
  apiServer: "the API server",
  endpoint: "the API's endpoint",
  proxy: "the site's proxy",
  outside: "an undeclared address outside",
} as const;

const prometheusOperator = "the operator of prometheus-operator";
const operatorName = (operator: ClosedOperator) => `the operator of ${operator}`;

/** Where DCGM's host engine would answer, were it installed; GPU hosts have it nowhere. */
const hostEnginePort = 5555;

/** An address that nobody has (RFC 5737). */
const undeclared = "198.51.100.10";

/** Names of the declared ranges for some purposes, and of the site's proxy, which leads to declared hosts. */
export const outFor = ({ egress }: Pick<SiteSpec, "egress">, purposes: readonly EgressSpec["purpose"][]): string[] => [
  names.proxy,
  ...Object.entries(egress).flatMap(([name, { purpose }]) => (purposes.includes(purpose) ? [`egress ${name}`] : [])),
];

/** The declared ranges, each by one address of it. */
const declaredRanges = ({ egress }: Pick<SiteSpec, "egress">): Party[] =>
  Object.entries(egress).flatMap(([name, { destination, port }]) => {
    const range = destination.kind === "cidr" ? rangeOf(destination.cidr) : undefined;
    return range === undefined ? [] : [hostAt(`egress ${name}`, addressIn(range, range.first === range.last ? 0 : 1), [port])];
  });

/** Machines around the cluster. */
function machines({ controlPlane, network }: GpuClusterSpec, site: SiteSpec): Party[] {
  const { host, port } = controlPlane.endpoint;
  const range = rangeOf(controlPlane.hostCidr);
  if (range === undefined || rangeOf(network.hostCidr) === undefined) return [];
  return [
    hostAt(names.apiServer, addressIn(range, Number(range.last - range.first) - 1), [6443]),
    ...(isIP(host) === 0 ? [] : [hostAt(names.endpoint, host, [port])]),
    ...(site.egressProxy === undefined ? [] : [hostAt(names.proxy, site.egressProxy.address, [site.egressProxy.port])]),
    ...declaredRanges(site),
    hostAt(names.outside, undeclared, [443]),
  ];
}

function tenantPods({ kubernetes }: GpuClusterSpec): Party[] {
  const [first, second] = Object.keys(kubernetes.tenants);
  const pod = (name: string, tenant: string | undefined) =>
    tenant === undefined ? [] : [podAt(name, tenantNamespace(tenant), {}, [8080])];
  return [...pod(names.tenant, first), ...pod(names.neighbour, first), ...pod(names.other, second)];
}

function operatorPod(operator: ClosedOperator): Party {
  const { calledByApiServer, metrics } = operatorNetworks[operator];
  const ports = [...new Set([...calledByApiServer, ...metrics])].filter((port) => port !== prometheusPort);
  return podAt(operatorName(operator), charts[operator].namespace, {}, operator === "gpu-operator" ? [...ports, hostEnginePort] : ports);
}

/** The parties of Kubernetes, its operators and its tenants, and the machines around them. */
export function platformParties(cluster: GpuClusterSpec, site: SiteSpec, operators: readonly ClosedOperator[]): Party[] {
  const monitoring = (name: string, port: number) =>
    podAt(name, monitoringNamespace, { "app.kubernetes.io/name": name.toLowerCase() }, [port]);
  return [
    ...tenantPods(cluster),
    { ...podAt(names.dns, "kube-system", { "k8s-app": "kube-dns" }, [53]), isUdp: true },
    monitoring(names.prometheus, prometheusPort),
    monitoring(names.alertmanager, 9093),
    ...operators.map(operatorPod),
    podAt(names.flux, fluxNamespace, {}, [8080]),
    ...(accelerators[cluster.accelerator].vendor === "amd" ? [podAt(names.amd, amdNamespace, {}, [8080])] : []),
    { name: names.node, place: { kind: "node" }, ports: [9100, 10_250, hostEnginePort] },
    ...machines(cluster, site),
  ];
}

/** The connections of the platform and of tenants that may be opened. */
export function platformWays({ controlPlane }: GpuClusterSpec, site: SiteSpec, operators: readonly ClosedOperator[]): Way[] {
  const { tenant, neighbour, other, dns, prometheus, alertmanager, flux, amd, node, apiServer, endpoint } = names;
  const tenants = [tenant, neighbour, other];
  const ofOperators = operators.map(operatorName);
  const monitors = [prometheus, alertmanager];
  // A virtual address in the range of the hosts is one of theirs.
  const [at, hosts] = [rangeOf(controlPlane.endpoint.host), rangeOf(controlPlane.hostCidr)];
  const callers = [apiServer, ...(at !== undefined && hosts !== undefined && isPartOf(at, hosts) ? [endpoint] : [])];
  return [
    ...ways([...tenants, ...monitors, ...ofOperators, flux, amd], [dns], "all"),
    ...ways([dns, ...monitors, ...ofOperators, flux, amd], [apiServer, endpoint], "all"),
    ...ways([tenant, neighbour], [tenant, neighbour], "all"),
    ...ways(tenants, outFor(site, jobPurposes), "all"),
    ...ways(monitors, outFor(site, ["telemetry"]), "all"),
    ...ways([flux], outFor(site, ["package-mirror", "registry"]), "all"),
    ...ways([...monitors, prometheusOperator], [...monitors, prometheusOperator], "all"),
    ...ways([prometheus], [...tenants, flux], "all"),
    ...ways([prometheus], [node], hostMetrics),
    ...operators.flatMap((operator) => {
      const { calledByApiServer, metrics, calls = [] } = operatorNetworks[operator];
      const called = calls.filter(({ namespace }) => namespace === monitoringNamespace).flatMap(({ ports }) => ports);
      return [
        ...ways(callers, [operatorName(operator)], calledByApiServer),
        ...ways([prometheus], [operatorName(operator)], metrics),
        ...(called.length === 0 ? [] : ways([operatorName(operator)], [prometheus], called)),
      ];
    }),
  ];
}
