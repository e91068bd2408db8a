import { accelerators } from "../../catalog/accelerators.ts";
import { drainingXidsOf } from "../../catalog/xids.ts";
import { jurisdictions } from "../../catalog/jurisdictions.ts";
import { hasComputeDomains } from "../../kubernetes/plan/devices.ts";
import { scalableUnitsOf, type ScalableUnit } from "../../cluster/plan/scalable-units.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { accountsOf, qosOf } from "./accounts.ts";
import { partitionsOf } from "./partitions.ts";
import { rollOutOf } from "./roll-out.ts";
import type { SlurmCluster } from "../clusters.ts";
import { nodeSetsIn } from "./node-sets.ts";
import { reservedMemoryOf } from "../reserved-memory.ts";
import type { SlurmModel, SlurmNode, SlurmNodeSet, SlurmReservation, SlurmTopology } from "../model.ts";
import { belongsToSlurm, rackNodeSets } from "../../capacity/layers.ts";
import { acceleratorDomainOf } from "../../names/cluster.ts";
import { switchNames } from "../../names/slurm.ts";

/** Address of a provisioned database: its Service in the layer's namespace. */
export const provisionedDatabase = { host: "slurm-database", port: 3306, database: "slurm_acct_db", user: "slurm" } as const;

const sharesDomains = ({ accelerator }: Pick<GpuClusterSpec, "accelerator">) => accelerators[accelerator].unit.kind === "rack";

/** One node set per NVLink domain if domains span hosts, otherwise one per scalable unit. */
function nodeSetsOf(name: string, cluster: SlurmCluster, units: readonly ScalableUnit[]): SlurmNodeSet[] {
  const { hall, accelerator } = cluster;
  return units.flatMap(({ name: scalableUnit, row, units: racks, hosts }): SlurmNodeSet[] => {
    const place = { hall, row, scalableUnit };
    if (!sharesDomains(cluster)) return [{ name: scalableUnit, hosts, ...place, leafSwitch: scalableUnit }];
    return rackNodeSets(scalableUnit, racks).map((rack) => {
      const acceleratorDomain = acceleratorDomainOf(name, rack);
      return { name: rack, hosts: accelerators[accelerator].unit.hosts, ...place, acceleratorDomain, leafSwitch: rack, block: rack };
    });
  });
}

function topologyOf(name: string, cluster: SlurmCluster, { site }: StackSpec, nodeSets: readonly SlurmNodeSet[]): SlurmTopology {
  const { region } = jurisdictions[site.location.jurisdiction];
  const units = [...Map.groupBy(nodeSets, ({ scalableUnit }) => scalableUnit)];
  const children = units.map(([unit, members]) => ({
    name: unit,
    tier: "scalable-unit" as const,
    children: sharesDomains(cluster)
      ? members.map((member) => ({ name: member.leafSwitch, tier: "rack" as const, children: [], nodeSets: [member.name] }))
      : [],
    nodeSets: sharesDomains(cluster) ? [] : members.map((member) => member.name),
  }));
  const fabric = { name: switchNames.cluster(name), tier: "cluster" as const, children, nodeSets: [] };
  const hall = { name: switchNames.hall(cluster.hall), tier: "hall" as const, children: [fabric], nodeSets: [] };
  const root = { name: switchNames.region(region), tier: "region" as const, children: [hall], nodeSets: [] };
  if (!sharesDomains(cluster)) return { root };
  return {
    root,
    blocks: {
      baseNodes: accelerators[cluster.accelerator].unit.hosts,
      blocksPerScalableUnit: cluster.scalableUnitUnits.value,
      blocks: nodeSets.flatMap(({ name: nodeSet, block }) => (block === undefined ? [] : [{ name: block, nodeSet }])),
    },
  };
}

function nodeOf({ accelerator, slurm }: SlurmCluster): SlurmNode {
  const { sockets, coresPerSocket, threadsPerCore, memoryGibibytes, gpus, reservedCores } = slurm.node;
  return {
    sockets: sockets.value,
    coresPerSocket: coresPerSocket.value,
    threadsPerCore: threadsPerCore.value,
    cpus: (sockets.value * coresPerSocket.value - reservedCores) * threadsPerCore.value,
    hostMemoryMebibytes: memoryGibibytes.value * 1024,
    memoryMebibytes: (memoryGibibytes.value - reservedMemoryOf(slurm.node)) * 1024,
    gres: {
      name: "gpu",
      // The driver reports NVIDIA GB300, whatever rack or host it is in.
      type: accelerator.split("-")[0] ?? accelerator,
      count: gpus.value,
      autodetect: accelerators[accelerator].vendor === "nvidia" ? "nvidia" : "rsmi",
    },
  };
}

const reservationsOf = ({ slurm }: SlurmCluster, nodeSets: readonly SlurmNodeSet[]): SlurmReservation[] =>
  Object.entries(slurm.maintenance).map(([name, { scalableUnits, start, minutes, reason }]) => ({
    name,
    nodeSets: nodeSetsIn(nodeSets, scalableUnits),
    start: start.replace(/(\.\d+)?Z$/, ""),
    minutes,
    reason,
  }));

/** The Slurm cluster of the cluster `name`, from its accelerator, its scalable units and its tenants' shares. */
export function modelOf(name: string, cluster: SlurmCluster, spec: StackSpec): SlurmModel {
  const { slurm } = cluster;
  const nodeSets = nodeSetsOf(
    name,
    cluster,
    scalableUnitsOf(name, cluster).filter((unit) => belongsToSlurm(cluster, unit.name)),
  );
  const qos = qosOf(cluster);
  const rollOut = rollOutOf(slurm, nodeSets);
  return {
    clusterName: name.replaceAll("-", "_"),
    node: nodeOf(cluster),
    nodeSets,
    topology: topologyOf(name, cluster, spec, nodeSets),
    isolation: slurm.isolation,
    partitions: partitionsOf(cluster, nodeSets, qos),
    accounts: accountsOf(cluster, spec, qos),
    qos,
    reservations: reservationsOf(cluster, nodeSets),
    ...(rollOut === undefined ? {} : { rollOut }),
    health: {
      intervalSeconds: slurm.health.intervalSeconds,
      drainingXids: slurm.health.drainingXids ?? drainingXidsOf(cluster.accelerator),
      acceptance: {
        dcgmLevel: slurm.health.acceptance.dcgmLevel,
        ncclBusGigabytesPerSecond: slurm.health.acceptance.ncclBusGigabytesPerSecond.value,
      },
    },
    switchType: hasComputeDomains(cluster) ? "nvidia-imex" : "none",
    accounting:
      slurm.accounting.kind === "provisioned"
        ? provisionedDatabase
        : {
            host: slurm.accounting.address,
            port: slurm.accounting.port,
            database: slurm.accounting.database,
            user: slurm.accounting.user,
          },
  };
}
