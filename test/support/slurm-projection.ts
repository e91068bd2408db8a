import { join } from "node:path";
import { parse } from "yaml";
import { expandHostList, nodesOf } from "../../components/slurm/host-list.ts";
import { planConfiguration } from "../../components/slurm/configuration/index.ts";
import { topologyYaml } from "../../components/slurm/configuration/topology.ts";
import type { SlurmModel, SlurmNodeSet } from "../../components/slurm/model.ts";
import type { SlurmPlace } from "../rigs/slurm/start.ts";

/** The nodes of a set, name by name. */
export const nodeNamesOf = (set: Pick<SlurmNodeSet, "name" | "hosts">): string[] => expandHostList(nodesOf(set)) ?? [];

interface Switch {
  readonly switch: string;
  readonly children?: string;
  readonly nodes?: string;
}

/** The tree of topology.yaml as topology.conf, which Slurm read before 25.05; it has no blocks. */
function projectTopology(model: SlurmModel): string {
  const [{ tree }] = parse(topologyYaml(model)) as [{ readonly tree: { readonly switches: readonly Switch[] } }];
  return tree.switches
    .map((one) => `SwitchName=${one.switch} ${one.children === undefined ? `Nodes=${one.nodes ?? ""}` : `Switches=${one.children}`}\n`)
    .join("");
}

/** Options that slurm-operator 1.2 writes to slurm.conf itself, for a Controller named slurm with prolog and epilog scripts. */
const operatorOptions = (model: SlurmModel): readonly (readonly [string, string])[] => [
  ["ClusterName", model.clusterName],
  ["SlurmUser", "slurm"],
  ["SlurmctldHost", "slurm-controller-0(slurm-controller-0.slurm-controller-internal.slurm)"],
  ["SlurmctldPort", "6817"],
  ["SlurmctldAddr", "slurm-controller.slurm"],
  ["StateSaveLocation", `/var/spool/slurmctld/${model.clusterName}`],
  ["SlurmdUser", "root"],
  ["SlurmdPort", "6818"],
  ["SlurmdSpoolDir", "/var/spool/slurmd"],
  ["MaxNodeCount", "1024"],
  ["SlurmctldLogFile", "/var/log/slurm/slurmctld.log"],
  ["SlurmSchedLogFile", "/var/log/slurm/slurmctld.log"],
  ["SlurmdLogFile", "/var/log/slurm/slurmd.log"],
  ["AuthType", "auth/slurm"],
  ["CredType", "auth/slurm"],
  ["AuthAltTypes", "auth/jwt"],
  ["AuthAltParameters", "jwt_key=/etc/slurm/jwt_hs256.key"],
  ["AuthInfo", "use_client_ids,cred_expire=86400"],
  ["SlurmctldParameters", "enable_configless,reconfig_on_restart"],
  ["MetricsType", "metrics/openmetrics"],
  ["AccountingStorageType", "accounting_storage/slurmdbd"],
  ["AccountingStorageHost", "slurm-accounting"],
  ["AccountingStoragePort", "6819"],
  ["Prolog", "prolog.sh"],
  ["Epilog", "epilog.sh"],
];

/** Difference of an option here from the product: another value, or undefined where Slurm 22.05 on loopback has no use for it. */
type Change = (place: SlurmPlace) => string | undefined;

const drop: Change = () => undefined;

/**
 * Everything that the projection changes, and why; nothing else differs from what the product's slurmctld reads.
 *
 * Debian's Slurm is 22.05: it has no auth/slurm, no switch/nvidia_imex, no topology.yaml, no metrics. Its daemons run here as one user, on loopback, without
 * cgroups and without MPI's library.
 */
export const projectedOptions: Readonly<Record<string, Change>> = {
  SlurmUser: ({ user }) => user,
  SlurmctldHost: () => "localhost(127.0.0.1)",
  SlurmctldPort: ({ controllerPort }) => String(controllerPort),
  SlurmctldAddr: drop,
  StateSaveLocation: ({ directory }) => join(directory, "state"),
  SlurmdUser: ({ user }) => user,
  // Each node has a port of its own.
  SlurmdPort: drop,
  SlurmdSpoolDir: ({ directory }) => join(directory, "spool", "%n"),
  SlurmctldLogFile: drop,
  SlurmSchedLogFile: drop,
  SlurmdLogFile: drop,
  AuthType: () => "auth/munge",
  CredType: () => "cred/munge",
  AuthAltTypes: drop,
  AuthAltParameters: drop,
  AuthInfo: ({ mungeSocket }) => `socket=${mungeSocket}`,
  // Before 23.02, the name of PreemptParameters' own option.
  SlurmctldParameters: () => "preempt_send_user_signal",
  PreemptParameters: drop,
  // Its plugin takes privileges on mounts.
  NamespaceType: drop,
  MetricsAuthUsers: drop,
  MetricsType: drop,
  AccountingStorageHost: () => "127.0.0.1",
  AccountingStoragePort: ({ slurmdbdPort }) => String(slurmdbdPort),
  Prolog: ({ directory }) => join(directory, "etc", "prolog.sh"),
  Epilog: ({ directory }) => join(directory, "etc", "epilog.sh"),
  HealthCheckProgram: ({ directory }) => join(directory, "etc", "health-check.sh"),
  SwitchType: () => "switch/none",
  TaskPlugin: () => "task/none",
  ProctrackType: () => "proctrack/linuxproc",
  JobAcctGatherType: () => "jobacct_gather/none",
  MpiDefault: () => "none",
  // Contain takes cgroups.
  PrologFlags: () => "Alloc",
};

/** Options that the projection adds: files of its own, the tree that topology.yaml has, and nodes as declared although this machine is smaller. */
const addedOptions = (place: SlurmPlace): Readonly<Record<string, string>> => ({
  SlurmctldPidFile: join(place.directory, "slurmctld.pid"),
  SlurmdPidFile: join(place.directory, "slurmd-%n.pid"),
  TopologyPlugin: "topology/tree",
  SlurmdParameters: "config_overrides",
  // For slurmdbd, munge's socket is named apart.
  AccountingStoragePass: place.mungeSocket,
});

/** A slurm.conf for this machine, with what became of each option. */
export interface Projection {
  readonly text: string;
  /** By option: what the product has and what this machine has; undefined where it has none. */
  readonly changes: Readonly<Record<string, { readonly product: string | undefined; readonly here: string | undefined }>>;
}

/** slurm.conf as the product's slurmctld reads it, projected onto Slurm 22.05 on this machine. */
export function projectSlurmConf(model: SlurmModel, place: SlurmPlace): Projection {
  const extra = planConfiguration(model).controllerExtraConf.trimEnd().split("\n");
  const isPartition = (line: string) => line.startsWith("PartitionName=");
  const own = extra
    .filter((line) => !isPartition(line))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const);
  const changes: Record<string, { product: string | undefined; here: string | undefined }> = {};
  const lines = [...operatorOptions(model), ...own].flatMap(([option, product]) => {
    const change = projectedOptions[option];
    const here = change === undefined ? product : change(place);
    if (here !== product) changes[option] = { product, here };
    return here === undefined ? [] : [`${option}=${here}`];
  });
  const added = Object.entries(addedOptions(place)).map(([option, here]) => {
    changes[option] = { product: undefined, here };
    return `${option}=${here}`;
  });
  const nodeSets = model.nodeSets.map(({ name }) => `NodeSet=${name} Feature=${name}`);
  // A partition's topology is one of topology.yaml's.
  const partitions = extra.filter(isPartition).map((line) => line.replace(/ Topology=\S+/, ""));
  return { text: [...lines, ...added, ...nodeLines(model, place), ...nodeSets, ...partitions, ""].join("\n"), changes };
}

/** Nodes that the product's slurmd registers by itself stand in slurm.conf here, with what the NodeSet gives to slurmd. */
function nodeLines(model: SlurmModel, { slurmdPorts }: SlurmPlace): string[] {
  const configuration = planConfiguration(model).nodeSetExtraConf;
  return model.nodeSets.flatMap((set) => {
    const rest = `NodeAddr=127.0.0.1 Feature=${set.name} ${configuration} ${reservedOf(model)} State=UNKNOWN`;
    const running = nodeNamesOf(set).filter((name) => slurmdPorts[name] !== undefined);
    if (running.length === 0) return [`NodeName=${nodesOf(set)} ${rest}`];
    return running.map((name) => `NodeName=${name} NodeHostname=localhost Port=${slurmdPorts[name] ?? 0} ${rest}`);
  });
}

/** What the image's entry point gives to slurmd besides: the host's memory, and what of the host is not the pod's. */
function reservedOf({ node }: SlurmModel): string {
  const { sockets, coresPerSocket, threadsPerCore, cpus, hostMemoryMebibytes, memoryMebibytes } = node;
  const cores = sockets * coresPerSocket - Math.floor(cpus / threadsPerCore);
  return `RealMemory=${hostMemoryMebibytes} CoreSpecCount=${cores} MemSpecLimit=${hostMemoryMebibytes - memoryMebibytes}`;
}

/** Members of a tenant's group in the directory: users that every Debian has. Other groups are empty. */
const members: Readonly<Record<string, string>> = { "alpha-users": "daemon", "alpha-admins": "games", "beta-users": "bin" };

/** The number of a group in that directory: nobody's first group. */
const groupId = 2000;

/** Replacements for programs that this machine lacks, by their text; they are found before the machine's own. */
function fakes({ node, accounts }: SlurmModel): Readonly<Record<string, string>> {
  const groups = accounts.flatMap(({ groups: { admin, user } }) => [admin, user]);
  return {
    // GPUs answer, unless a file says which of a node's do: another one to a job's prolog and epilog than to the health check.
    "nvidia-smi": `#!/bin/sh
case "$*" in
  *--query-gpu=*) cat "$NSCALE_TEST_ETC/answering/\${SLURM_JOB_ID:+job-on-}$SLURMD_NODENAME" 2>/dev/null || seq 0 ${node.gres.count - 1} ;;
esac
`,
    // A kernel without a fault: the machine's own log is not this cluster's.
    dmesg: "#!/bin/sh\n",
    getent: `#!/bin/sh
case "$*" in
${groups.map((group) => `  "group ${group}") echo "$2:x:${groupId}:${members[group] ?? ""}" ;;`).join("\n")}
  passwd) exec /usr/bin/getent passwd ;;
  *) exit 2 ;;
esac
`,
  };
}

/** Folder of the programs that replace others. */
export const fakesOf = ({ directory }: SlurmPlace): string => join(directory, "etc", "fakes");

/** Reservations have no comment before Slurm 23. */
export const projectReservations = (script: string): string => script.replace(' "Comment=$5"', "");

/** The whole configuration of a cluster, projected: slurm.conf and what lies beside it. The scripts are the product's, started with the fakes at hand. */
export function projectFiles(model: SlurmModel): (place: SlurmPlace) => Readonly<Record<string, string>> {
  const { prolog, epilog, healthCheck, accounts, reservations } = planConfiguration(model);
  const { count, type } = model.node.gres;
  return (place) => {
    const etc = join(place.directory, "etc");
    const started = (name: string) => `#!/bin/sh
export PATH="${fakesOf(place)}:/usr/bin:/bin" SLURM_CONF="${etc}/slurm.conf" NSCALE_TEST_ETC="${etc}" RUNTIME_DIRECTORY="${etc}/run/$SLURMD_NODENAME"
exec sh "${etc}/product/${name}"
`;
    const scripts = { "prolog.sh": prolog, "epilog.sh": epilog, "health-check.sh": healthCheck };
    return {
      "slurm.conf": projectSlurmConf(model, place).text,
      "topology.conf": projectTopology(model),
      // The devices that a node would find are files here.
      "gres.conf": `Name=gpu Type=${type} File=${etc}/gpus/gpu[0-${count - 1}]\n`,
      ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`gpus/gpu${index}`, ""])),
      ...Object.fromEntries(Object.entries(fakes(model)).map(([name, text]) => [`fakes/${name}`, text])),
      ...Object.fromEntries(Object.keys(scripts).map((name) => [name, started(name)])),
      ...Object.fromEntries(
        Object.entries({ ...scripts, "accounts.sh": accounts, "reservations.sh": projectReservations(reservations) }).map(
          ([name, text]) => [`product/${name}`, text],
        ),
      ),
    };
  };
}
