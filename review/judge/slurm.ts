import { select } from "../../components/lib/contract.ts";
import { z } from "zod";
import { slurmLayerContract, type ChangeClass } from "../../components/schema/contracts/layers.ts";
import { classifyChanges, gravestClass, type ChangeClasses } from "../../components/slurm/change-class.ts";
import type { Properties, Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";
import { printValue } from "./values.ts";

type SlurmChange = StackReview["slurm"][number];

const layer = select(slurmLayerContract, { gpus: true, changeClass: true }).facts;

const nodeSets = z.record(z.string(), z.number());
const partitions = z.record(z.string(), z.looseObject({ maxMinutes: z.number() }));

/** The classes that end work: jobs must end before the change, or jobs or sessions end because of it. */
const disturbing: readonly ChangeClass[] = ["end-sessions", "drain-then-restart", "cluster-stop"];
const draining = disturbing.slice(1);

type Reach = Pick<SlurmChange, "hosts" | "gpus" | "longestJobMinutes">;

/** The node set that a difference is about; undefined if it is about all of them. */
function nodeSetOf(path: string): string | undefined {
  const [field, name] = path.split(".");
  return (field === "nodeSets" || field === "pods") && name !== "all" ? name : undefined;
}

/** The hosts whose jobs must end: those of the changed node sets, or all if more than single node sets change. */
function reachOf({ gpus, changeClass }: z.output<typeof layer>, changes: SlurmChange["changes"]): Reach {
  const sets = nodeSets.catch({}).parse(changeClass["drain-then-restart"]["nodeSets"]);
  const limits = Object.values(partitions.catch({}).parse(changeClass.reconfigure["partitions"])).map(({ maxMinutes }) => maxMinutes);
  const all = Object.values(sets).reduce((sum, count) => sum + count, 0);
  const grave = changes.filter((change) => draining.includes(change.class));
  const named = grave.map(({ path }) => nodeSetOf(path));
  const isWhole = named.includes(undefined);
  const hosts = isWhole ? all : [...new Set(named)].reduce((sum, name = "") => sum + (sets[name] ?? 0), 0);
  return { hosts, gpus: isWhole ? gpus : all === 0 ? 0 : (gpus / all) * hosts, longestJobMinutes: Math.max(0, ...limits) };
}

function changesBetween(before: ChangeClasses, after: ChangeClasses): SlurmChange["changes"] {
  return classifyChanges(before, after).map(({ path, class: itsClass, before: old, after: fresh, source }) => ({
    path,
    class: itsClass,
    ...(old === undefined ? {} : { before: printValue(old) }),
    ...(fresh === undefined ? {} : { after: printValue(fresh) }),
    source,
  }));
}

function changeOf(clusterName: string, before: Properties, after: Properties | undefined): SlurmChange[] {
  const old = layer.parse(before);
  if (after === undefined) {
    const everything = { path: "", class: "cluster-stop", source: "" } as const;
    return [{ cluster: clusterName, class: "cluster-stop", ...reachOf(old, [everything]), changes: [] }];
  }
  const fresh = layer.parse(after).changeClass;
  const found = classifyChanges(old.changeClass, fresh);
  if (found.length === 0) return [];
  const changes = changesBetween(old.changeClass, fresh);
  return [{ cluster: clusterName, class: gravestClass(found), ...reachOf(old, changes), changes }];
}

/** The class of change for each existing Slurm cluster, from no disruption to a stop of the whole cluster. */
export const slurmChanges = (steps: readonly Step[]): SlurmChange[] =>
  steps.flatMap(({ type, name, before, after }) =>
    type === slurmLayerContract.type && before !== undefined ? changeOf(name, before, after) : [],
  );

/** True if jobs must end before the change, or jobs or sessions end because of it. */
export const isDisturbing = ({ class: itsClass }: SlurmChange): boolean => disturbing.includes(itsClass);
