import type { types } from "@pulumi/kubernetes";
import { charts } from "../../catalog/charts.ts";
import { monitoringNamespace } from "../../kubernetes/plan/monitoring.ts";
import { single, tcp, waysOut, withinCluster } from "../../kubernetes/plan/network-policy.ts";
import type { SiteSpec } from "../../schema/site.ts";
import type { SlurmCluster } from "../clusters.ts";
import type { SlurmNetwork } from "../../names/slurm.ts";
import { apps, configMaps, namespace, services } from "./names.ts";

type NetworkPolicy = types.input.networking.v1.NetworkPolicy;

const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

/** The layer's policies: `slurm` lets nothing in and says where pods may go; each of the others opens one part to those that use it. */
export type SlurmNetworkPolicies = Readonly<Record<SlurmNetwork, NetworkPolicy>>;

const ofApp = (...names: readonly string[]) => ({
  podSelector: { matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: [...names] }] },
});

/** Traffic of the layer's pods, and so of the jobs in them; SSH comes in only at the login hosts, and no job reaches the database or the API. */
export function planNetworkPolicies(cluster: SlurmCluster, site: SiteSpec): SlurmNetworkPolicies {
  const { accounting, login } = cluster.slurm;
  const database =
    accounting.kind === "given" ? [{ to: [{ ipBlock: { cidr: single(accounting.address) } }], ports: tcp(accounting.port) }] : [];
  const accountsJob = { podSelector: { matchLabels: { app: configMaps.accounts } } };
  const opened = (name: string, podSelector: object, ingress: types.input.networking.v1.NetworkPolicyIngressRule[]): NetworkPolicy => ({
    metadata: { name, namespace },
    spec: { podSelector, policyTypes: ["Ingress"], ingress },
  });
  const open = (name: string, app: string, ingress: types.input.networking.v1.NetworkPolicyIngressRule[]) =>
    opened(name, { matchLabels: { "app.kubernetes.io/name": app } }, ingress);
  return {
    slurm: {
      metadata: { name: "slurm", namespace },
      spec: {
        podSelector: {},
        // Nothing comes in but what the policies below open: no rule is a closed direction, and the server drops an empty list.
        policyTypes: ["Egress", "Ingress"],
        egress: [...withinCluster(cluster), ...waysOut(site), ...database],
      },
    },
    // Steps, MPI and srun talk on ports of their own choice.
    jobs: opened("jobs", ofApp(apps.nodes, apps.login).podSelector, [{ from: [ofApp(apps.nodes, apps.login, apps.controller)] }]),
    controller: open("controller", apps.controller, [{ from: [{ podSelector: {} }, inNamespace(monitoringNamespace)], ports: tcp(6817) }]),
    accounting: open("accounting", apps.accounting, [
      { from: [ofApp(apps.controller, apps.restApi, apps.login), accountsJob], ports: tcp(6819) },
    ]),
    "rest-api": open("rest-api", apps.restApi, [{ from: [inNamespace(charts["slurm-operator"].namespace)], ports: tcp(6820) }]),
    database: opened("database", { matchLabels: { app: services.database } }, [{ from: [ofApp(apps.accounting)], ports: tcp(3306) }]),
    login: open("login", apps.login, [{ from: login.allowedCidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: tcp(22) }]),
  };
}
