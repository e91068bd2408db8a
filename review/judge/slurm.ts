import { select } from "../../components/lib/contract.ts";
import { z } from "zod";
import { slurmLayerContract, type ChangeClass } from "../../components/schema/contracts/layers.ts";
import { classifyChanges, gravestClass, type ChangeClasses } from "../../components/slurm/change-class.ts";
import type { Properties, Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";
import { printValue } from "./values.ts";

type SlurmChange = StackReview["slurm"][number];

const layer = select(slurmLayerContract, { gpus: true, changeClass: true }).facts;

const nodeSets = z.looseObject({
  nodeSets: z.record(z.string(), z.number()),
  node: z.looseObject({ gres: z.looseObject({ count: z.number() }) }),
});

/** The gravest classes: jobs must end before the change, or end because of it. */
const disturbing: readonly ChangeClass[] = ["drain-then-restart", "cluster-stop"];

/** The GPUs whose jobs must end: those of the changed node sets, or all if more than node sets change. */
function disturbedGpus(before: z.output<typeof layer>, changes: SlurmChange["changes"]): number {
  const grave = changes.filter((change) => disturbing.includes(change.class));
  if (grave.length === 0) return 0;
  const sets = nodeSets.safeParse(before.changeClass["drain-then-restart"]);
  const named = grave.map(({ path }) => /^nodeSets\.(.+)$/.exec(path)?.[1]);
  if (!sets.success || named.includes(undefined)) return before.gpus;
  const { nodeSets: hosts, node } = sets.data;
  return named.reduce((sum, name = "") => sum + (hosts[name] ?? 0) * node.gres.count, 0);
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
  if (after === undefined) return [{ cluster: clusterName, class: "cluster-stop", gpus: old.gpus, changes: [] }];
  const fresh = layer.parse(after).changeClass;
  const found = classifyChanges(old.changeClass, fresh);
  if (found.length === 0) return [];
  const changes = changesBetween(old.changeClass, fresh);
  return [{ cluster: clusterName, class: gravestClass(found), gpus: disturbedGpus(old, changes), changes }];
}

/** The class of change for each existing Slurm cluster, from no disruption to a stop of the whole cluster. */
export const slurmChanges = (steps: readonly Step[]): SlurmChange[] =>
  steps.flatMap(({ type, name, before, after }) =>
    type === slurmLayerContract.type && before !== undefined ? changeOf(name, before, after) : [],
  );

/** True if jobs must end before the change, or end because of it. */
export const isDisturbing = ({ class: itsClass }: SlurmChange): boolean => disturbing.includes(itsClass);
