import { changeClassNames, type ChangeClass } from "../schema/contracts/layers.ts";
import type { SlurmModel } from "./model.ts";
import type { Images } from "./plan/pods.ts";

/** A Slurm cluster's configuration, by change class. As a component's property, it puts the class into the path of each difference in a preview. */
export type ChangeClasses = Readonly<Record<ChangeClass, Readonly<Record<string, unknown>>>>;

/** The source for each field's class. */
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

/** Sorts a cluster's configuration by change class. */
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

/** One difference, and its class. */
export interface ClassifiedChange {
  /** Path below the class: `partitions.training.maxMinutes`. */
  readonly path: string;
  readonly class: ChangeClass;
  /** Undefined if it is new. */
  readonly before: unknown;
  /** Undefined if it is gone. */
  readonly after: unknown;
  readonly source: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** An item that is added or removed as a whole may have another class than a changed one. */
function classOf(kind: ChangeClass, path: readonly string[], before: unknown, after: unknown): ChangeClass {
  const [field] = path;
  if (path.length !== 2) return kind;
  // New nodes have no jobs yet.
  if (field === "nodeSets" && before === undefined) return "none";
  // Its jobs fail as soon as slurmctld reads a configuration without their partition.
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

/** The differences between two states of a cluster, each with its class, the gravest first. */
export const classifyChanges = (before: ChangeClasses, after: ChangeClasses): ClassifiedChange[] =>
  [...changeClassNames].reverse().flatMap((kind) => differences(kind, [], before[kind], after[kind]));

/** The gravest class among changes; `none` if there are none. */
export const gravestClass = (changes: readonly ClassifiedChange[]): ChangeClass =>
  changeClassNames.findLast((name) => changes.some((change) => change.class === name)) ?? "none";
