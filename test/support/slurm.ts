import type { z } from "zod";
import { assumed } from "../../components/lib/fact.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import { slurmCluster } from "../../components/slurm/clusters.ts";
import { planSlurm, type SlurmPlan } from "../../components/slurm/plan/index.ts";
import type { slurmSpec } from "../../components/schema/slurm.ts";
import type { ServerObject } from "./cluster.ts";
import { add, set, tenantLike } from "./invalid.ts";
import { object } from "./object.ts";
import { exampleCluster, exampleSpec, exampleStack } from "./specs.ts";

const why = "an example";

type SlurmInput = z.input<typeof slurmSpec>;

/** A layer of one scalable unit on hosts of so many GPUs: two tenants, a partition of each kind of limit, and two file systems. */
export const exampleSlurm = (gpus: number, changes: Partial<SlurmInput> = {}): SlurmInput => ({
  scalableUnits: assumed(1, why),
  node: {
    sockets: assumed(2, why),
    coresPerSocket: assumed(36, why),
    threadsPerCore: assumed(1, why),
    memoryGibibytes: assumed(960, why),
    gpus: assumed(gpus, why),
  },
  tenants: {
    research: { guaranteedSharePercent: assumed(50, why), preemptionOrder: 2 },
    industry: { guaranteedSharePercent: assumed(25, why), borrowingLimitPercent: 50, preemptionOrder: 1 },
  },
  partitions: {
    training: { purpose: "training", defaultMinutes: 60, maxMinutes: 2880 },
    interactive: { purpose: "interactive", defaultMinutes: 60, maxMinutes: 480, maxNodesPerJob: 2, tenants: ["research"] },
    surplus: { purpose: "surplus", defaultMinutes: 60, maxMinutes: 1440 },
  },
  defaultPartition: "training",
  login: {
    replicas: 2,
    allowedCidrs: ["10.0.0.0/8"],
    directory: { kind: "secret", sssdConf: { name: "directory", key: "sssd.conf" } },
    authentication: { kind: "directory-keys" },
  },
  stateStorageClass: "fast",
  accounting: { kind: "provisioned", storageClass: "fast", storageGibibytes: 100 },
  fileSystems: {
    home: { storageClass: "fast", quotaGibibytesPerTenant: 500 },
    scratch: { storageClass: "fast", quotaGibibytesPerTenant: 4096 },
  },
  health: { acceptance: { ncclBusGigabytesPerSecond: assumed(400, why) } },
  ...changes,
});

/** A directory of the site's, and the egress that it names. */
export const exampleDirectory = {
  kind: "ldap",
  uri: "ldaps://directory.example.com",
  searchBase: "dc=example,dc=com",
  egress: "directory",
} as const;
export const egressToDirectory = {
  purpose: "identity",
  destination: { kind: "cidr", cidr: "10.0.0.48/29" },
  port: 636,
  jurisdiction: "NO",
} as const;

/** Gives the stack that cases of test/invalid change a layer whose users come from that directory. */
export function useDirectory(stack: StackInput): void {
  add(stack, "site.egress.directory", egressToDirectory);
  add(stack, "clusters.training.slurm", exampleSlurm(8));
  // The case's own, so that one changes nothing for the next.
  set(stack, "clusters.training.slurm.login.directory", { ...exampleDirectory });
}

/** The two kinds of cluster that a layer differs on: three 8-GPU hosts a scalable unit, or two racks of NVL72 a scalable unit; the second one is Kubernetes'. */
export type SlurmMachines = "hosts" | "racks";

const machines = {
  hosts: { gpusPerHost: 8, cluster: { gpus: assumed(48, why), scalableUnitUnits: assumed(3, why) } },
  racks: {
    gpusPerHost: 4,
    cluster: { accelerator: "gb300-nvl72", gpus: assumed(288, why), scalableUnitUnits: assumed(2, why) },
  },
} as const;

/** A stack whose one cluster, `training`, has a Slurm layer. */
export function slurmStackInput(kind: SlurmMachines, changes: Partial<SlurmInput> = {}): StackInput {
  const { tenants, ...stack } = exampleStack();
  const { gpusPerHost, cluster } = machines[kind];
  return {
    ...stack,
    tenants: { ...tenants, industry: tenantLike(tenants["research"] as StackInput["tenants"][string], "industry") },
    clusters: { training: exampleCluster({ ...cluster, slurm: exampleSlurm(gpusPerHost, changes) }) },
  };
}

/** The same, parsed. */
export const slurmStack = (kind: SlurmMachines, changes: Partial<SlurmInput> = {}): StackSpec =>
  exampleSpec(slurmStackInput(kind, changes));

/** The layer of the cluster `training`. */
export function slurmPlanOf(stack: StackSpec): SlurmPlan {
  const cluster = slurmCluster("training", stack);
  if (cluster === undefined) throw new Error("the example has no Slurm layer");
  return planSlurm("training", cluster, stack);
}

const slinky = "slinky.slurm.net/v1beta1";

/** The objects of the operator's own kinds. */
export const slinkyObjects = (plan: SlurmPlan): ServerObject[] => [
  object(slinky, "Controller", plan.controller),
  object(slinky, "Accounting", plan.accounting),
  object(slinky, "RestApi", plan.restApi),
  object(slinky, "LoginSet", plan.login),
  ...Object.values(plan.tokens).map((token) => object(slinky, "Token", token)),
  ...Object.values(plan.nodeSets).map(({ nodeSet }) => object(slinky, "NodeSet", nodeSet)),
];

/** Core objects beside them, in an order in which they can be applied; Secrets with a text of the test's. */
export const coreObjects = (plan: SlurmPlan): ServerObject[] => [
  object("v1", "Namespace", plan.namespace),
  ...Object.values(plan.networkPolicies).map((policy) => object("networking.k8s.io/v1", "NetworkPolicy", policy)),
  ...Object.values(plan.secrets).map(({ name, namespace, key }) =>
    object("v1", "Secret", { metadata: { name, namespace }, data: { [key]: Buffer.from("0".repeat(64)).toString("base64") } }),
  ),
  ...Object.values(plan.configMaps).map((configMap) => object("v1", "ConfigMap", configMap)),
  ...plan.claims.map(({ claim }) => object("v1", "PersistentVolumeClaim", claim)),
  ...(plan.hostClaim === undefined ? [] : [object("resource.k8s.io/v1", "ResourceClaimTemplate", plan.hostClaim)]),
  ...(plan.database === undefined
    ? []
    : [object("v1", "Service", plan.database.service), object("apps/v1", "StatefulSet", plan.database.statefulSet)]),
  object("v1", "ServiceAccount", plan.nodeTopology.serviceAccount),
  object("rbac.authorization.k8s.io/v1", "ClusterRole", plan.nodeTopology.clusterRole),
  object("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", plan.nodeTopology.clusterRoleBinding),
  object("batch/v1", "CronJob", plan.nodeTopology.cronJob),
  object("batch/v1", "CronJob", plan.accountsJob),
];

/** The NVLink domains, where there are any. */
export const computeDomains = (plan: SlurmPlan): ServerObject[] =>
  Object.values(plan.nodeSets).flatMap(({ computeDomain }) =>
    computeDomain === undefined ? [] : [object("resource.nvidia.com/v1beta1", "ComputeDomain", computeDomain)],
  );

interface PodParts {
  readonly template: { readonly metadata?: object; readonly spec: object };
  readonly [part: string]: unknown;
}

/** The containers that each kind merges into its pod, by field. */
const containerParts = ["slurmctld", "reconfigure", "logfile", "slurmd", "login", "initconf", "slurmdbd", "slurmrestd"];

/**
 * A pod of what an object of the operator's merges into its own: the schemas of these kinds keep every field there, known to pods or not.
 * A container has no name there, and a volume that the operator itself mounts is left out.
 */
export function podOf({ kind, metadata, ...rest }: ServerObject): ServerObject | undefined {
  const spec = rest["spec"] as PodParts;
  if (!("template" in spec)) return undefined;
  const containers = containerParts.filter((part) => part in spec).map((name) => ({ name, ...(spec[name] as object) }));
  const template = spec.template;
  return object("v1", "Pod", {
    metadata: { name: `${kind.toLowerCase()}-${metadata.name}`, namespace: metadata.namespace, ...template.metadata },
    spec: { ...template.spec, containers },
  });
}
