import type { SlurmModel } from "./model.ts";
import type { Images } from "./plan/pods.ts";

/** What a change does to running jobs, from nothing to everything. */
export const changeClassNames = ["none", "reconfigure", "drain-then-restart", "cluster-stop"] as const;
export type ChangeClass = (typeof changeClassNames)[number];

/** A Slurm cluster by what it takes to change it: a component's property, so that a preview's diff names the class in the path of what differs. */
export type ChangeClasses = Readonly<Record<ChangeClass, Readonly<Record<string, unknown>>>>;

/** Why each field is where it is. */
export const changeSources: Readonly<Record<string, string>> = {
  accounts: "Slurm, sacctmgr: slurmctld takes changes of associations over at once, and running jobs go on",
  qos: "Slurm, sacctmgr: new limits hold for jobs that have not started",
  reservations: "Slurm, reservations: no job is started that would still run at the start of one, and none is killed",
  partitions: "Slurm, scontrol: reconfigure reads changed partitions, and running jobs go on",
  topology: "Slurm, topology guide: reconfigure reads topology.yaml, and it matters to jobs that have not started",
  health: "Slurm, slurm.conf: programs and their interval are read at reconfigure",
  nodeSets: "Slurm, dynamic nodes: a node comes as its slurmd registers; before one goes it is drained",
  node: "Slurm, slurm.conf, node configuration: what a node is made of is read as slurmd starts",
  images: "slurm-operator: a changed template replaces each pod after its node was drained",
  clusterName: "Slurm, slurm.conf, ClusterName: slurmctld does not start on another cluster's state; the operator refuses a change",
  switchType: "Slurm, slurm.conf, SwitchType: restarted with running jobs, slurmctld may lose the records of all jobs",
  accounting: "Slurm, accounting: jobs name their associations by the numbers of one database",
};

const byName = <Item extends { readonly name: string }>(items: readonly Item[]): Record<string, Omit<Item, "name">> =>
  Object.fromEntries(items.map(({ name, ...rest }) => [name, rest]));

/** Sorts what a cluster is by what it takes to change it. */
export function changeClassesOf(model: SlurmModel, images: Pick<Images, "slurmd">): ChangeClasses {
  const { clusterName, node, nodeSets, topology, partitions, accounts, qos, reservations, health, switchType, accounting } = model;
  return {
    none: { accounts: byName(accounts), qos: byName(qos), reservations: byName(reservations) },
    reconfigure: {
      partitions: byName(partitions),
      topology: { blockNodes: topology.blocks?.baseNodes ?? 0, blocksPerScalableUnit: topology.blocks?.blocksPerScalableUnit ?? 0 },
      health,
    },
    "drain-then-restart": {
      nodeSets: Object.fromEntries(nodeSets.map(({ name, hosts }) => [name, hosts])),
      node,
      images: { slurmd: images.slurmd },
    },
    "cluster-stop": { clusterName, switchType, accounting },
  };
}

/** One thing that differs, and what it takes. */
export interface ClassifiedChange {
  /** Below the class: `partitions.training.maxMinutes`. */
  readonly path: string;
  readonly class: ChangeClass;
  /** Undefined where it was not there. */
  readonly before: unknown;
  /** Undefined where it is no longer there. */
  readonly after: unknown;
  readonly source: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** What comes or goes as a whole is of another class than what changes. */
function classOf(kind: ChangeClass, path: readonly string[], before: unknown, after: unknown): ChangeClass {
  const [field] = path;
  if (path.length !== 2) return kind;
  // Nobody has a job on what is new.
  if (field === "nodeSets" && before === undefined) return "none";
  // Its jobs fail as slurmctld reads a configuration without their partition.
  if (field === "partitions" && after === undefined) return "drain-then-restart";
  return kind;
}

function differences(kind: ChangeClass, path: readonly string[], before: unknown, after: unknown): ClassifiedChange[] {
  if (isFields(before) && isFields(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(kind, [...path, key], before[key], after[key]));
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ path: path.join("."), class: classOf(kind, path, before, after), before, after, source: changeSources[path[0] ?? ""] ?? "" }];
}

/** What differs between two states of a cluster, with the class of each difference, the gravest first. */
export const classifyChanges = (before: ChangeClasses, after: ChangeClasses): ClassifiedChange[] =>
  [...changeClassNames].reverse().flatMap((kind) => differences(kind, [], before[kind], after[kind]));

/** The gravest of some changes; none where there is no change. */
export const gravestClass = (changes: readonly ClassifiedChange[]): ChangeClass =>
  changeClassNames.findLast((name) => changes.some((change) => change.class === name)) ?? "none";
