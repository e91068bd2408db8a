export { slurmNamespace as namespace } from "../../names/slurm.ts";

/** The name of the Controller, the Accounting and the RestApi. The operator adds a suffix for each. */
export const slurm = "slurm";

/** The daemons' Services, as the operator names them. */
export const services = { controller: `${slurm}-controller`, accounting: `${slurm}-accounting`, database: "slurm-database" } as const;

/** The value of the label app.kubernetes.io/name that the operator gives to the pods of each part. */
export const apps = { controller: "slurmctld", accounting: "slurmdbd", restApi: "slurmrestd", nodes: "slurmd", login: "login" } as const;

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
  metricsToken: { name: "slurm-metrics-token", key: "SLURM_JWT" },
} as const;

/** Label of a Kubernetes node with its node set. It is set with the topology annotation, and slurmd's pods wait for it. */
export const nodeSetLabel = "nscale.com/slurm-node-set";

/** Annotation of a Kubernetes node with its place in Slurm's topology. The operator copies it to the node's pod, and slurmctld refuses an empty one. */
export const topologyAnnotation = "topology.slinky.slurm.net/spec";

/** Path of our scripts in pods. */
export const scriptsPath = "/etc/nscale-slurm";
