import { createHash } from "node:crypto";
import type { Manifest } from "../crd/foreign-kind.ts";
import type { AccountingSpec, ControllerSpec, LoginSetSpec, NodeSetSpec, RestApiSpec } from "../crd/slinky.ts";
import { changeClassNames, type ChangeClass } from "../schema/contracts/layers.ts";
import { cgroupConf, gpuPlaces } from "./configuration/gpus.ts";
import { planNodeScripts, type NodeScripts } from "./configuration/scripts/index.ts";
import { slurmOptions } from "./configuration/slurm-conf.ts";
import type { SlurmModel } from "./model.ts";
import { itemsByName, loginPods, nodeSetPods } from "./revisions.ts";

/** A Slurm cluster's configuration, by change class. As a component's property, it puts the class into the path of each difference in a preview. */
export type ChangeClasses = Readonly<Record<ChangeClass, Readonly<Record<string, unknown>>>>;

/** The planned objects that decide what a change does, and the model that they come from. */
export interface PlannedSlurm {
  readonly model: SlurmModel;
  readonly controller: Manifest<ControllerSpec>;
  readonly accounting: Manifest<AccountingSpec>;
  readonly restApi: Manifest<RestApiSpec>;
  readonly login: Manifest<LoginSetSpec>;
  readonly nodeSets: Readonly<Record<string, { readonly nodeSet: Manifest<NodeSetSpec> }>>;
}

/** The source for each field's class. */
export const changeSources: Readonly<Record<string, string>> = {
  accounts: "Slurm, sacctmgr: slurmctld takes changes of associations over at once, and running jobs go on",
  qos: "Slurm, sacctmgr: new limits hold for jobs that have not started",
  reservations: "Slurm, reservations: no job is started that would still run at the start of one, and none is killed",
  partitions: "Slurm, scontrol: reconfigure reads changed partitions, and running jobs go on",
  topology: "Slurm, topology guide: reconfigure reads topology.yaml, and it matters to jobs that have not started",
  options: "Slurm, scontrol: reconfigure reads slurm.conf, and running jobs go on",
  files: "Slurm, scontrol: reconfigure sends the files to every slurmd, and running jobs go on",
  scripts: "Slurm, slurm.conf: the next prolog, epilog and health check run the new program",
  health: "Slurm, slurm.conf: programs and their interval are read at reconfigure",
  daemons: "slurm-operator: the daemon's pod is replaced; running jobs go on, and commands wait for it",
  login: "slurm-operator: a changed template replaces each login host's pod, with the shells and the interactive jobs in it",
  nodeSets: "Slurm, dynamic nodes: a node comes as its slurmd registers; before one goes it is drained",
  rollOut:
    "slurm-operator, ScheduledUpdate: the nodes of a wave are reserved for maintenance, and their changed pods replaced once no job runs",
  pods: "slurm-operator: a changed template, slurmd or extraConf replaces each pod after its node was drained",
  clusterName: "Slurm, slurm.conf, ClusterName: slurmctld does not start on another cluster's state; the operator refuses a change",
  switchType: "Slurm, slurm.conf, SwitchType: restarted with running jobs, slurmctld may lose the records of all jobs",
  accounting: "Slurm, accounting: jobs name their associations by the numbers of one database",
  state: "Kubernetes: a volume keeps its class and modes; slurmctld loses all jobs with its state",
};

const byName = <Item extends { readonly name: string }>(items: readonly Item[]): Record<string, Omit<Item, "name">> =>
  Object.fromEntries(items.map(({ name, ...rest }) => [name, rest]));

/** A text's mark: what differs in a program is read in its own difference. */
const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);

const digests = (texts: NodeScripts) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, digest(String(text))]));

/** Sorts a cluster's planned objects by change class. */
export function changeClassesOf({ model, controller, accounting, restApi, login, nodeSets }: PlannedSlurm): ChangeClasses {
  const { topology, partitions, accounts, qos, reservations, health } = model;
  const { SwitchType: switchType, ...options } = slurmOptions(model);
  const { storageClassName, accessModes } = controller.spec.persistence;
  return {
    none: { accounts: byName(accounts), qos: byName(qos), reservations: byName(reservations) },
    reconfigure: {
      partitions: byName(partitions),
      topology: { blockNodes: topology.blocks?.baseNodes ?? 0, blocksPerScalableUnit: topology.blocks?.blocksPerScalableUnit ?? 0 },
      options,
      files: { "cgroup.conf": digest(cgroupConf), "gres.conf": gpuPlaces(model.node).gresConf },
      scripts: digests(planNodeScripts(model)),
      health,
      daemons: itemsByName({
        slurmctld: { container: controller.spec.slurmctld, template: controller.spec.template },
        slurmdbd: { container: accounting.spec.slurmdbd, template: accounting.spec.template },
        slurmrestd: { container: restApi.spec.slurmrestd, template: restApi.spec.template },
      }),
    },
    "end-sessions": { login: loginPods(login) },
    "drain-then-restart": {
      nodeSets: Object.fromEntries(model.nodeSets.map(({ name, hosts }) => [name, hosts])),
      rollOut:
        model.rollOut === undefined
          ? "none"
          : { start: model.rollOut.waves[0]?.start, waves: model.rollOut.waves.length, end: model.rollOut.end },
      pods: nodeSetPods(Object.values(nodeSets).map(({ nodeSet }) => nodeSet)),
    },
    "cluster-stop": {
      clusterName: model.clusterName,
      switchType: switchType ?? "none",
      accounting: model.accounting,
      state: { storageClassName, accessModes },
    },
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

/** True if changed pods stay as they are on both sides: what differs then reaches a node only with a roll-out of its own, which is the graver change. */
const waitsForRollOut = (before: ChangeClasses, after: ChangeClasses): boolean =>
  [before, after].every((each) => each["drain-then-restart"]["rollOut"] === "none");

/** The differences between two states of a cluster, each with its class, the gravest first. */
export function classifyChanges(before: ChangeClasses, after: ChangeClasses): ClassifiedChange[] {
  const found = [...changeClassNames].reverse().flatMap((kind) => differences(kind, [], before[kind], after[kind]));
  if (!waitsForRollOut(before, after)) return found;
  const waiting = found.filter(({ path }) => path.startsWith("pods."));
  const source = "slurm-operator, OnDelete: the pods stay as they are until a roll-out is declared";
  return [
    ...found.filter((change) => !waiting.includes(change)),
    ...waiting.map((change) => ({ ...change, class: "none" as const, source })),
  ];
}

/** The gravest class among changes; `none` if there are none. */
export const gravestClass = (changes: readonly ClassifiedChange[]): ChangeClass =>
  changeClassNames.findLast((name) => changes.some((change) => change.class === name)) ?? "none";
