import { differences } from "../../components/lib/differences.ts";
import { isKept } from "./stored-data.ts";
import { subjectOf, subjectsOf } from "./subjects.ts";
import { withoutNoise } from "../plan/noise.ts";
import type { Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";

type Resource = StackReview["resources"][number];
type Json = NonNullable<Resource["differences"][number]["after"]>;

/** Kinds that hold only configuration: losing one ends no work and loses no data. */
const harmless = /^kubernetes:core\/v1:ConfigMap$/;

/** True if a step ends running work or loses data. Components of this project hold only facts and are harmless; unknown kinds count as destructive. */
export const isDestructive = (step: Step): boolean =>
  (step.op === "replace" || (step.op === "delete" && !isKept(step))) && !step.type.startsWith("nscale:") && !harmless.test(step.type);

/** A value as JSON has it. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

function differencesOf({ op, before, after }: Step): Resource["differences"] {
  if (op !== "update" && op !== "replace") return [];
  return withoutNoise(differences(before, after)).map((difference) => ({
    path: difference.path,
    ...("before" in difference ? { before: plain(difference.before) } : {}),
    ...("after" in difference ? { after: plain(difference.after) } : {}),
  }));
}

const order: readonly Resource["op"][] = ["delete", "replace", "update", "create"];

/** The resources that change, the most dangerous first. */
export function changedResources(steps: readonly Step[]): Resource[] {
  const subjects = subjectsOf(steps);
  return steps
    .flatMap((step): Resource[] => {
      const { op, type, name, isProtected, causes } = step;
      if (op === "same") return [];
      const base = {
        op,
        type,
        name,
        isDestructive: isDestructive(step),
        isProtected,
        isKept: op === "delete" && isKept(step),
        subject: subjectOf(step, subjects),
        causes: [...causes],
        differences: differencesOf(step),
      };
      return [step.order === undefined ? base : { ...base, order: step.order }];
    })
    .sort(
      (a, b) =>
        Number(b.isDestructive) - Number(a.isDestructive) ||
        order.indexOf(a.op) - order.indexOf(b.op) ||
        Number(b.type.startsWith("nscale:")) - Number(a.type.startsWith("nscale:")) ||
        (`${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1),
    );
}

export function operationsOf(steps: readonly Step[]): StackReview["operations"] {
  const operations = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  for (const { op } of steps) operations[op] += 1;
  return operations;
}
