/** What a name of a kind may look like. */
interface Limit {
  readonly length: number;
  readonly pattern: RegExp;
  /** What such a name is. */
  readonly is: string;
}

const subdomain: Limit = {
  length: 253,
  pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
  is: "a name of Kubernetes (RFC 1123 subdomain)",
};
const label: Limit = { length: 63, pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, is: "a DNS label (RFC 1123)" };
const labelValue: Limit = {
  length: 63,
  pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
  is: "a label's value on the objects that belong to it",
};
/** Kubernetes gives the pods of a StatefulSet a label with its name and ten characters, and jobs of a CronJob a name with eleven more. */
const withHash: Limit = { ...label, length: 52, is: "a name to which Kubernetes adds up to eleven characters" };
const anything: Limit = { length: 255, pattern: /^.+$/, is: "a name of a file" };

/** Limits of the kinds that do not take every name of Kubernetes. */
const limits: Readonly<Record<string, Limit>> = {
  Cluster: labelValue,
  ClusterClass: labelValue,
  CronJob: withHash,
  Job: label,
  LeaderWorkerSet: label,
  LocalQueue: labelValue,
  Namespace: label,
  NodeSet: label,
  Service: label,
  StatefulSet: withHash,
  volume: label,
  "NVLink domain": labelValue,
  "row of hosts": labelValue,
  file: anything,
  folder: anything,
  "folder of a host": anything,
  "Pulumi resource": { ...anything, length: 1000, is: "a name of Pulumi" },
};

export const limitOf = (kind: string): Limit => limits[kind] ?? subdomain;

/** The folders of a Linux host that hold the system itself (Filesystem Hierarchy Standard 3.0); homes are for file systems. */
const hostFolders = [
  "bin",
  "boot",
  "dev",
  "etc",
  "lib",
  "lib32",
  "lib64",
  "libx32",
  "opt",
  "proc",
  "root",
  "run",
  "sbin",
  "sys",
  "tmp",
  "usr",
  "var",
];

/** Words that a kind's reader takes for something else, each with what it is there. */
const reserved: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  folder: { management: "the cluster that declares the site's machines has it" },
  "Slurm account": {
    all: "AllowAccounts=ALL lets every account into a partition (slurm.conf)",
    root: "it is slurmdbd's own account, above all others",
  },
  "Slurm QOS": {
    all: "AllowQos=ALL lets every QOS into a partition (slurm.conf)",
    normal: "it is the QOS that slurmdbd makes by itself, for everybody",
  },
  "Slurm partition": { default: "PartitionName=DEFAULT only gives values to the partitions after it (slurm.conf)" },
};

/** Why a name of a kind is reserved; undefined if it is not. */
export function reservedBecause(kind: string, name: string): string | undefined {
  if (kind === "folder of a host") {
    const [, top = ""] = name.split("/");
    return hostFolders.includes(top) ? `/${top} is a folder of the host's system` : undefined;
  }
  const ofKind = reserved[kind] ?? {};
  return Object.hasOwn(ofKind, name) ? ofKind[name] : undefined;
}
