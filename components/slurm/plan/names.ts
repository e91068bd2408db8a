/** Where the whole layer stands. One Slurm cluster a Kubernetes cluster: its names need no other's. */
export const namespace = "slurm";

/** The name of the Controller, the Accounting and the RestApi: the operator adds what each of them is. */
export const slurm = "slurm";

/** The Services of the daemons, as the operator names them. */
export const services = { controller: `${slurm}-controller`, accounting: `${slurm}-accounting`, database: "slurm-database" } as const;

export const configMaps = {
  files: "slurm-files",
  prolog: "slurm-prolog",
  epilog: "slurm-epilog",
  nodeScripts: "slurm-node-scripts",
  accounts: "slurm-accounts",
  nodeTopology: "slurm-node-topology",
} as const;

/** Secrets and their keys. */
export const secrets = {
  slurmKey: { name: "slurm-key", key: "slurm.key" },
  jwtKey: { name: "slurm-jwt-key", key: "jwt.key" },
  databasePassword: { name: "slurm-database-password", key: "password" },
  sssdConf: { name: "slurm-sssd", key: "sssd.conf" },
  /** Written by the operator. */
  token: { name: "slurm-token", key: "SLURM_JWT" },
} as const;

/** On a Kubernetes node: the node set that it belongs to. Set with the annotation of its topology, and what slurmd waits for. */
export const nodeSetLabel = "nscale.com/slurm-node-set";

/** On a Kubernetes node: where Slurm has it in the topology. The operator copies it to the node's pod, and an empty one is refused by slurmctld. */
export const topologyAnnotation = "topology.slinky.slurm.net/spec";

/** In pods: where our scripts are. */
export const scriptsPath = "/etc/nscale-slurm";
