import { isPartOf, rangeOf } from "../../lib/address-range.ts";
import type { SiteSpec } from "../../schema/site.ts";
import type { SlurmCluster } from "../../slurm/clusters.ts";
import { apps, configMaps, namespace, services } from "../../slurm/plan/names.ts";
import { jobPurposes } from "../../kubernetes/plan/peers.ts";
import { slurmPorts } from "../../slurm/plan/network.ts";
import { hostAt, podAt, ways, type Party, type Way } from "./party.ts";
import { names, outFor } from "./platform.ts";

const slurm = {
  job: "a Slurm job",
  otherJob: "a Slurm job on another host",
  login: "Slurm's login",
  controller: "slurmctld",
  accounting: "slurmdbd",
  restApi: "slurmrestd",
  database: "Slurm's database",
  api: "Slurm's job with kubectl",
  accounts: "Slurm's job of accounts",
  givenDatabase: "the given database",
} as const;

const app = (name: string) => ({ "app.kubernetes.io/name": name });

export const slurmParties = ({ slurm: { accounting } }: SlurmCluster): Party[] => [
  podAt(slurm.job, namespace, app(apps.nodes), [6818]),
  podAt(slurm.otherJob, namespace, app(apps.nodes), [6818]),
  podAt(slurm.login, namespace, app(apps.login), [slurmPorts.ssh]),
  podAt(slurm.controller, namespace, app(apps.controller), [slurmPorts.controller]),
  podAt(slurm.accounting, namespace, app(apps.accounting), [slurmPorts.accounting]),
  podAt(slurm.restApi, namespace, app(apps.restApi), [slurmPorts.restApi]),
  podAt(slurm.api, namespace, { app: configMaps.nodeTopology }, []),
  podAt(slurm.accounts, namespace, { app: configMaps.accounts }, []),
  ...(accounting.kind === "given"
    ? [hostAt(slurm.givenDatabase, accounting.address, [accounting.port])]
    : [podAt(slurm.database, namespace, { app: services.database }, [slurmPorts.database])]),
];

/** @param machines Those around the cluster: who of them is a client of SSH, its address says. */
export function slurmWays(cluster: SlurmCluster, site: SiteSpec, machines: readonly Party[]): Way[] {
  const { job, otherJob, login, controller, accounting, restApi, database, api, accounts, givenDatabase } = slurm;
  const every = [job, otherJob, login, controller, accounting, restApi, database, api, accounts];
  const jobs = [job, otherJob, login];
  const clients = machines.flatMap(({ name, place }) => {
    const address = place.kind === "host" ? rangeOf(place.address) : undefined;
    const allowed = cluster.slurm.login.allowedCidrs.flatMap((cidr) => rangeOf(cidr) ?? []);
    return address !== undefined && allowed.some((range) => isPartOf(address, range)) ? [name] : [];
  });
  const directory = outFor(site, ["identity"]).filter((name) => name !== names.proxy);
  return [
    ...ways(every, [names.dns], "all"),
    ...ways([api], [names.apiServer, names.endpoint], "all"),
    ...ways([...jobs, controller], jobs, "all"),
    ...ways(jobs, outFor(site, jobPurposes), "all"),
    ...ways([login, accounts], directory, "all"),
    ...ways([...every, names.prometheus], [controller], "all"),
    ...ways([controller, restApi, login, accounts], [accounting], "all"),
    ...ways([accounting], [database, givenDatabase], "all"),
    ...ways(["the operator of slurm-operator"], [restApi], "all"),
    ...ways(clients, [login], "all"),
  ];
}
