import type { SlurmModel, SlurmNodeSet, SlurmPartition, SlurmQos, SlurmSwitch } from "../../components/slurm/model.ts";

const place = { hall: "hall-1", row: "row-1" };

/** Node of all example clusters: 24 threads of 28 for jobs, and 4 GPUs. */
const node = {
  sockets: 2,
  coresPerSocket: 14,
  threadsPerCore: 1,
  cpus: 24,
  hostMemoryMebibytes: 100_000,
  memoryMebibytes: 96_000,
  gres: { name: "gpu", type: "gb300", count: 4, autodetect: "nvidia" },
} as const;

/** A tenant's own GPUs and what it borrows, as two QOS. */
export function exampleQos(tenant: string, gpusAtMost: number, borrowsAtMost: number, tenants: readonly string[]): SlurmQos[] {
  return [
    {
      name: tenant,
      description: `GPUs of ${tenant}`,
      priority: 1000,
      usageFactor: 1,
      gpusAtMost,
      preempts: tenants.map((each) => `${each}-surplus`),
      preemptMode: "off",
      graceSeconds: 0,
    },
    {
      name: `${tenant}-surplus`,
      description: `GPUs that others leave idle, to ${tenant}`,
      priority: 1,
      usageFactor: 0.5,
      gpusAtMost: borrowsAtMost,
      preempts: [],
      preemptMode: "requeue",
      graceSeconds: 0,
    },
  ];
}

export const exampleAccount = (tenant: string, fairShare: number): SlurmModel["accounts"][number] => ({
  name: tenant,
  description: `The tenant's ${tenant}`,
  organisation: "Example AS",
  fairShare,
  defaultQos: tenant,
  qos: [tenant, `${tenant}-surplus`],
  groups: { admin: `${tenant}-admins`, user: `${tenant}-users` },
});

export const examplePartition = (
  name: string,
  nodeSets: readonly SlurmNodeSet[],
  tenants: readonly string[],
  changes: Partial<SlurmPartition> = {},
): SlurmPartition => ({
  name,
  purpose: "training",
  nodeSets: nodeSets.map((set) => set.name),
  isDefault: false,
  defaultMinutes: 60,
  maxMinutes: 2880,
  priorityTier: 20,
  preemptMode: "off",
  graceSeconds: 0,
  allowedAccounts: tenants,
  allowedQos: tenants,
  exclusive: true,
  ...changes,
});

const tenants = ["alpha", "beta"];

const commonOf = (nodeSets: readonly SlurmNodeSet[]): Omit<SlurmModel, "nodeSets" | "topology" | "switchType"> => ({
  clusterName: "example",
  node,
  isolation: "hosts",
  partitions: [
    examplePartition("train", nodeSets, tenants, { isDefault: true }),
    examplePartition("interactive", nodeSets.slice(0, 1), tenants, {
      purpose: "interactive",
      exclusive: false,
      priorityTier: 40,
      maxMinutes: 480,
      maxNodesPerJob: 1,
    }),
    examplePartition("surplus", nodeSets, tenants, {
      purpose: "surplus",
      priorityTier: 10,
      preemptMode: "requeue",
      allowedQos: tenants.map((tenant) => `${tenant}-surplus`),
    }),
  ],
  accounts: [exampleAccount("alpha", 8), exampleAccount("beta", 8)],
  qos: tenants.flatMap((tenant) => exampleQos(tenant, 8, 16, tenants)),
  reservations: [],
  health: { intervalSeconds: 300, drainingXids: [48, 79], acceptance: { dcgmLevel: 3, ncclBusGigabytesPerSecond: 300 } },
  accounting: { host: "slurm-database", port: 3306, database: "slurm_acct_db", user: "slurm" },
});

const above = (name: string, children: readonly SlurmSwitch[]): SlurmSwitch => ({ name, tier: "region", children, nodeSets: [] });

/** Racks of NVL72, so many to a scalable unit: a node set, a leaf switch and a block each. */
export function racksModel(scalableUnits: number, racksEach: number, hosts = 18): SlurmModel {
  const units = Array.from({ length: scalableUnits }, (_, unit) =>
    Array.from({ length: racksEach }, (_, rack): SlurmNodeSet => {
      const name = `su-${unit + 1}-rack-${rack + 1}`;
      return { name, hosts, ...place, scalableUnit: `su-${unit + 1}`, acceleratorDomain: name, leafSwitch: name, block: name };
    }),
  );
  const nodeSets = units.flat();
  const root = above(
    "region-north",
    units.map((racks, unit) => ({
      name: `su-${unit + 1}`,
      tier: "scalable-unit",
      children: racks.map(({ name }) => ({ name, tier: "rack", children: [], nodeSets: [name] })),
      nodeSets: [],
    })),
  );
  const blocks = { baseNodes: hosts, blocksPerScalableUnit: racksEach, blocks: nodeSets.map(({ name }) => ({ name, nodeSet: name })) };
  return { ...commonOf(nodeSets), nodeSets, topology: { root, blocks }, switchType: "nvidia-imex" };
}

/** Scalable units of hosts that share no NVLink domain: a node set and a leaf switch each. */
export function hostsModel(scalableUnits: number, hosts: number): SlurmModel {
  const nodeSets = Array.from({ length: scalableUnits }, (_, unit): SlurmNodeSet => {
    const name = `su-${unit + 1}`;
    return { name, hosts, ...place, scalableUnit: name, leafSwitch: name };
  });
  const root = above(
    "region-north",
    nodeSets.map(({ name }) => ({ name, tier: "scalable-unit", children: [], nodeSets: [name] })),
  );
  return { ...commonOf(nodeSets), nodeSets, topology: { root }, switchType: "none" };
}
