import { charts } from "../../catalog/charts.ts";
import { monitoringNamespace } from "../../kubernetes/plan/monitoring.ts";
import {
  jobPurposes,
  opening,
  outsideOf,
  ownNamespace,
  podsNamed,
  podsOf,
  range,
  rangesFor,
  single,
  tcp,
  toApiServer,
  toDns,
  waysOut,
  type NetworkPolicy,
} from "../../kubernetes/plan/peers.ts";
import type { SiteSpec } from "../../schema/site.ts";
import type { SlurmCluster } from "../clusters.ts";
import type { SlurmNetwork } from "../../names/slurm.ts";
import { apps, configMaps, namespace, services } from "./names.ts";

/** The layer's policies: `slurm` closes all pods, `peers` lets them out to each other and to DNS; each of the others opens one part to those that use it, or lets it out further. */
export type SlurmNetworkPolicies = Readonly<Record<SlurmNetwork, NetworkPolicy>>;

/** TCP ports of the daemons: slurmctld, slurmdbd, slurmrestd, MariaDB and sshd. */
export const slurmPorts = { controller: 6817, accounting: 6819, restApi: 6820, database: 3306, ssh: 22 } as const;

/** A policy of some pods of the layer. */
const opens = (name: string, podSelector: object, open: Parameters<typeof opening>[2]) => opening({ name, namespace }, podSelector, open);

/** Traffic of the layer's pods, and so of the jobs in them; SSH comes in only at the login hosts, and no job reaches the database, the API or the API server. */
export function planNetworkPolicies(cluster: SlurmCluster, site: SiteSpec): SlurmNetworkPolicies {
  const { accounting, login } = cluster.slurm;
  const app = (name: string) => ({ matchLabels: { "app.kubernetes.io/name": name } });
  const accountsJob = { podSelector: { matchLabels: { app: configMaps.accounts } } };
  const directory = rangesFor(site, ["identity"]);
  const database = accounting.kind === "given" ? [{ to: [range(single(accounting.address))], ports: tcp(accounting.port) }] : [];
  return {
    // No rule is a closed direction, and the server drops an empty list.
    slurm: { metadata: { name: "slurm", namespace }, spec: { podSelector: {}, policyTypes: ["Egress", "Ingress"] } },
    // Of one direction: kube-router takes a way out of a policy of both for a way in, where it leads to pods of the same policy.
    peers: opens("peers", {}, { egress: [toDns, { to: [ownNamespace] }] }),
    api: opens("api", { matchLabels: { app: configMaps.nodeTopology } }, { egress: toApiServer(cluster) }),
    // Steps, MPI and srun talk on ports of their own choice.
    jobs: opens("jobs", podsNamed(apps.nodes, apps.login).podSelector, {
      egress: waysOut(site, jobPurposes),
      ingress: [{ from: [podsNamed(apps.nodes, apps.login, apps.controller)] }],
    }),
    controller: opens("controller", app(apps.controller), {
      ingress: [{ from: [ownNamespace, podsOf(monitoringNamespace)], ports: tcp(slurmPorts.controller) }],
    }),
    accounting: opens("accounting", app(apps.accounting), {
      ...(database.length === 0 ? {} : { egress: database }),
      ingress: [{ from: [podsNamed(apps.controller, apps.restApi, apps.login), accountsJob], ports: tcp(slurmPorts.accounting) }],
    }),
    "rest-api": opens("rest-api", app(apps.restApi), {
      ingress: [{ from: [podsOf(charts["slurm-operator"].namespace)], ports: tcp(slurmPorts.restApi) }],
    }),
    database: opens(
      "database",
      { matchLabels: { app: services.database } },
      {
        ingress: [{ from: [podsNamed(apps.accounting)], ports: tcp(slurmPorts.database) }],
      },
    ),
    // Who is of which group, the directory says.
    accounts: opens("accounts", accountsJob.podSelector, { egress: directory }),
    login: opens("login", app(apps.login), {
      ...(directory.length === 0 ? {} : { egress: directory }),
      ingress: [{ from: login.allowedCidrs.map((cidr) => outsideOf(cidr, cluster)), ports: tcp(slurmPorts.ssh) }],
    }),
  };
}
