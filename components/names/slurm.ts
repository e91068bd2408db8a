import { named } from "./named.ts";

/** The namespace of the whole layer. A Kubernetes cluster has a single Slurm cluster, so names need no prefix. */
export const slurmNamespace = "slurm";

/** The name of the Controller, the Accounting and the RestApi. The operator adds a suffix for each. */
const slurm = "slurm";

/** Cluster-wide objects of a cluster's Slurm layer. */
export const slurmNames = (cluster: string) => ({
  namespace: named("Namespace", slurmNamespace, `${cluster}-slurm`),
  topologyRole: named("ClusterRole", "slurm-node-topology", `${cluster}-slurm-node-topology`),
  topologyBinding: named("ClusterRoleBinding", "slurm-node-topology", `${cluster}-slurm-node-topology`),
});

/** Objects in the layer's namespace that no key of a spec names. */
export const slurmObjects = (cluster: string) => ({
  hostClaim: named("ResourceClaimTemplate", "whole-host", `${cluster}-slurm-host-claim`),
  topologyAccount: named("ServiceAccount", "slurm-node-topology", `${cluster}-slurm-node-topology`),
  topologyJob: named("CronJob", "slurm-node-topology", `${cluster}-slurm-node-topology`),
  databaseService: named("Service", "slurm-database", `${cluster}-slurm-database`),
  database: named("StatefulSet", "slurm-database", `${cluster}-slurm-database`),
  accounting: named("Accounting", slurm, `${cluster}-slurm`),
  controller: named("Controller", slurm, `${cluster}-slurm`),
  restApi: named("RestApi", slurm, `${cluster}-slurm`),
  login: named("LoginSet", "login", `${cluster}-slurm-login`),
  token: named("Token", slurm, `${cluster}-slurm`),
  metricsToken: named("Token", `${slurm}-metrics`, `${cluster}-slurm-metrics`),
  metrics: named("ServiceMonitor", `${slurm}-controller-metrics`, `${cluster}-slurm-metrics`),
  accountsJob: named("CronJob", "slurm-accounts", `${cluster}-slurm-accounts`),
});

export const slurmNetworks = [
  "slurm",
  "peers",
  "api",
  "jobs",
  "controller",
  "accounting",
  "rest-api",
  "database",
  "accounts",
  "login",
] as const;

export type SlurmNetwork = (typeof slurmNetworks)[number];

/** A network policy of the layer's namespace: `slurm` of all pods, the others of one part each. */
export const slurmNetwork = (cluster: string, of: SlurmNetwork) => named("NetworkPolicy", of, `${cluster}-slurm-network-${of}`);

const configMaps = {
  files: "slurm-files",
  prolog: "slurm-prolog",
  epilog: "slurm-epilog",
  "node-scripts": "slurm-node-scripts",
  accounts: "slurm-accounts",
  "node-topology": "slurm-node-topology",
  "ssh-authorities": "slurm-ssh-authorities",
} as const;

export type SlurmConfigMap = keyof typeof configMaps;
export const slurmConfigMaps = Object.keys(configMaps) as readonly SlurmConfigMap[];

/** A ConfigMap of files that pods read. */
export const slurmConfigMap = (cluster: string, of: SlurmConfigMap) => named("ConfigMap", configMaps[of], `${cluster}-slurm-${of}`);

const secrets = {
  "slurm-key": "slurm-key",
  "jwt-key": "slurm-jwt-key",
  "database-password": "slurm-database-password",
  sssd: "slurm-sssd",
} as const;

export type SlurmSecret = keyof typeof secrets;
export const slurmSecrets = Object.keys(secrets) as readonly SlurmSecret[];

/** A Secret of a live layer. */
export const slurmSecret = (cluster: string, of: SlurmSecret) => named("Secret", secrets[of], `${cluster}-slurm-${of}`);

/** A node set, and the compute domain of its hosts. */
export const nodeSetNames = (cluster: string, nodeSet: string) => ({
  nodeSet: named("NodeSet", nodeSet, `${cluster}-slurm-${nodeSet}`),
  computeDomain: named("ComputeDomain", nodeSet, `${cluster}-slurm-${nodeSet}`),
});

/** The name of a tenant's volume in a file system: in pods, and of its claim. */
export const volumeName = (fileSystem: string, tenant: string): string => `${fileSystem}-${tenant}`;

/** The claim for a tenant's volume in a file system. */
export const volumeClaim = (cluster: string, fileSystem: string, tenant: string) =>
  named("PersistentVolumeClaim", volumeName(fileSystem, tenant), `${cluster}-slurm-${fileSystem}-${tenant}`);

/** The folder of a tenant's volume on each host of Slurm. */
export const mountPath = (fileSystem: string, tenant: string): string => `/${fileSystem}/${tenant}`;

/** The QOS of a tenant's jobs on idle GPUs of others. That of its own GPUs has the tenant's name. */
export const surplusQosOf = (tenant: string): string => `${tenant}-surplus`;

/** Volumes of Slurm's pods that are no tenant's: the layer's own, and the operator's (slurm-operator 1.0.1, internal/builder). */
export const otherVolumes = [
  "shared-memory",
  "authorized-keys",
  "sackd-dir",
  "slurm-authsocket",
  "slurm-config",
  "slurm-etc",
  "slurm-logfile",
  "ssh-config",
  "ssh-host-keys",
  "sssd-conf",
] as const;

/** Claims that StatefulSets make from their templates: of the database's data, and of slurmctld's state. */
export const otherClaims = ["data-slurm-database-0", "statesave-slurm-controller-0"] as const;

/** Switches of Slurm's topology above its scalable units. */
export const switchNames = {
  cluster: (cluster: string): string => `cluster-${cluster}`,
  hall: (hall: string): string => `hall-${hall}`,
  region: (region: string): string => `region-${region}`,
} as const;
