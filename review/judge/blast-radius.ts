import { accelerators, type AcceleratorName } from "../../components/catalog/accelerators.ts";
import { gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { kubernetesLayerContract, slurmLayerContract } from "../../components/schema/contracts/layers.ts";
import { select } from "../../components/lib/contract.ts";
import { differences } from "../../components/lib/differences.ts";
import type { Properties, Step } from "../plan/step.ts";
import { clusterType } from "./clusters.ts";
import type { StackReview } from "../schema.ts";

type Disturbance = StackReview["disturbances"][number];

/** The parts of a Cluster API topology on which the replacement of machines depends. */
interface Deployment {
  readonly name: string;
  readonly replicas: number;
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly variables?: { readonly overrides?: readonly { readonly name: string; readonly value: unknown }[] };
}
interface Topology {
  readonly version: string;
  readonly variables?: readonly { readonly name: string; readonly value: unknown }[];
  readonly workers: { readonly machineDeployments: readonly Deployment[] };
}

/** Templates of worker machines: another content rolls every machine deployment at once. Another name alone rolls none, since Cluster API compares contents. */
const workerTemplate = /:(KubeadmConfigTemplate|Metal3MachineTemplate|Metal3DataTemplate)$/;
const deferUpgrade = "topology.cluster.x-k8s.io/defer-upgrade";

/** Facts of a cluster's hardware: a change means other hosts, another hall or other cables. */
const hardware = ["accelerator", "hall", "fabric", "fabricPlanes", "unitsPerRack"] as const;

const topologyOf = (inputs: Properties) => (inputs["spec"] as { readonly topology: Topology }).topology;

/** The effective variables and version of a deployment's machines: its overrides, then the cluster's. */
function machinesOf(deployment: Deployment, { version, variables = [] }: Topology): unknown {
  const overrides = deployment.variables?.overrides ?? [];
  const inherited = variables.filter(({ name }) => !overrides.some((override) => override.name === name));
  return [...inherited, ...overrides].sort((a, b) => a.name.localeCompare(b.name, "en")).concat({ name: "version", value: version });
}

/** True if the machines of a deployment are replaced. With a deferred upgrade, the version does not count. */
function isReplaced(before: Deployment, old: Topology, after: Deployment, fresh: Topology): boolean {
  const isDeferred = after.metadata?.annotations?.[deferUpgrade] !== undefined;
  const seenBy = (deployment: Deployment, topology: Topology) =>
    machinesOf(deployment, isDeferred ? { ...topology, version: "" } : topology);
  return differences(seenBy(before, old), seenBy(after, fresh)).length > 0;
}

interface Counted {
  readonly name: string;
  readonly hosts: number;
}

/** A cluster before the change. */
interface Present {
  readonly name: string;
  readonly gpus: number;
  readonly accelerator: AcceleratorName;
}

function disturbance(kind: Disturbance["kind"], cluster: Present, units: readonly Counted[], cause: string): Disturbance[] {
  if (units.length === 0) return [];
  const hosts = units.reduce((sum, unit) => sum + unit.hosts, 0);
  const gpus = Math.min(cluster.gpus, hosts * accelerators[cluster.accelerator].unit.gpusPerHost);
  return [{ cluster: cluster.name, kind, scalableUnits: units.map(({ name }) => name), hosts, gpus, cause }];
}

const allOf = (topology: Topology): Counted[] =>
  topology.workers.machineDeployments.map(({ name, replicas }) => ({ name, hosts: replicas }));

function disturbanceOf(cluster: Present, step: Step, facts: Step | undefined, templates: readonly Step[]): Disturbance[] {
  if (step.before === undefined) return [];
  const old = topologyOf(step.before);
  if (step.op === "delete" || step.after === undefined) return disturbance("drained", cluster, allOf(old), "the cluster is removed");
  if (step.op === "replace") return disturbance("replaced", cluster, allOf(old), `the cluster is replaced: ${step.causes.join(", ")}`);
  const rebuilt =
    facts?.before === undefined || facts.after === undefined ? [] : hardware.filter((key) => facts.before?.[key] !== facts.after?.[key]);
  if (rebuilt.length > 0) return disturbance("replaced", cluster, allOf(old), `the machines are rebuilt: ${rebuilt.join(", ")}`);
  const rolled = templates
    .filter(({ op, before, after }) => (op === "update" || op === "replace") && differences(before?.["spec"], after?.["spec"]).length > 0)
    .map(({ name, type }) => `${type.split(":").at(-1) ?? ""} ${name}`);
  if (rolled.length > 0) return disturbance("replaced", cluster, allOf(old), `the template of its machines changes: ${rolled.join(", ")}`);

  const fresh = topologyOf(step.after);
  const later = new Map(fresh.workers.machineDeployments.map((deployment) => [deployment.name, deployment]));
  const gone: Counted[] = [];
  const replaced: Counted[] = [];
  for (const before of old.workers.machineDeployments) {
    const after = later.get(before.name);
    if (after === undefined || after.replicas < before.replicas)
      gone.push({ name: before.name, hosts: before.replicas - (after?.replicas ?? 0) });
    if (after !== undefined && isReplaced(before, old, after, fresh))
      replaced.push({ name: before.name, hosts: Math.min(before.replicas, after.replicas) });
  }
  return [
    ...disturbance("drained", cluster, gone, "the cluster shrinks"),
    ...disturbance("replaced", cluster, replaced, "the node image, version or hosts change"),
  ];
}

/** The GPUs whose hosts a change drains or replaces, by cluster. */
export function disturbancesOf(steps: readonly Step[]): Disturbance[] {
  const facts = new Map(steps.filter(({ type }) => type === gpuClusterContract.type).map((step) => [step.name, step]));
  return steps
    .filter(({ type }) => clusterType.test(type))
    .flatMap((step) => {
      const of = facts.get(step.name);
      const { gpus, accelerator } = (of?.before ?? {}) as Partial<Present>;
      if (gpus === undefined || accelerator === undefined) return [];
      const templates = steps.filter(({ type, name }) => workerTemplate.test(type) && name === `${step.name}-worker`);
      return disturbanceOf({ name: step.name, gpus, accelerator }, step, of, templates);
    });
}

type Guarantee = StackReview["guarantees"][number];

/** The layers that guarantee GPUs, by the type of their component. */
const schedulers: Readonly<Record<string, Guarantee["layer"]>> = {
  [kubernetesLayerContract.type]: "kueue",
  [slurmLayerContract.type]: "slurm",
};

const guaranteesContract = select(kubernetesLayerContract, { guaranteedGpus: true });

/** Nothing of a layer that is not there, or that says nothing of guarantees. */
const guaranteedBy = (inputs: Properties | undefined): Readonly<Record<string, number>> =>
  guaranteesContract.facts.safeParse(inputs).data?.guaranteedGpus ?? {};

/**
 * Guarantees that shrink, per layer of a cluster: a gain in Slurm does not keep a job in Kueue running.
 * Each is taken to be fully in use, because running work is not known here.
 */
export function shrinkingGuarantees(steps: readonly Step[]): Guarantee[] {
  return steps.flatMap(({ type, name, before, after }) => {
    const layer = schedulers[type];
    if (layer === undefined) return [];
    const fresh = guaranteedBy(after);
    return Object.entries(guaranteedBy(before)).flatMap(([tenant, beforeGpus]) => {
      const afterGpus = fresh[tenant] ?? 0;
      return afterGpus < beforeGpus ? [{ cluster: name, layer, tenant, beforeGpus, afterGpus, atRiskGpus: beforeGpus - afterGpus }] : [];
    });
  });
}

/** The rows of racks of each disturbed cluster before the change. */
export function touchedRows(steps: readonly Step[], disturbances: readonly Disturbance[]): StackReview["rackRows"] {
  return [...new Set(disturbances.map(({ cluster }) => cluster))].flatMap((cluster) => {
    const named = steps.filter(({ name, before }) => name === cluster && before !== undefined);
    const topology = named.find(({ type }) => clusterType.test(type))?.before;
    const facts = named.find(({ type }) => type === gpuClusterContract.type)?.before as
      (Present & { readonly unitsPerRack?: number }) | undefined;
    if (topology === undefined || facts === undefined) return [];
    const hostsPerRack = accelerators[facts.accelerator].unit.hosts * (facts.unitsPerRack ?? 1);
    const touched = (row: string): StackReview["rackRows"][number]["rows"][number]["touched"] =>
      disturbances.find((one) => one.cluster === cluster && one.scalableUnits.includes(row))?.kind ?? "no";
    const rows = allOf(topologyOf(topology)).map(({ name, hosts }) => ({
      name,
      racks: Math.ceil(hosts / hostsPerRack),
      touched: touched(name),
    }));
    return [{ cluster, accelerator: facts.accelerator, rows }];
  });
}
