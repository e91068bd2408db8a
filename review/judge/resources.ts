import { differences } from "../../components/lib/differences.ts";
import { withoutNoise } from "../plan/noise.ts";
import type { Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";

type Resource = StackReview["resources"][number];

const longestValue = 160;

/** Kinds that hold only configuration: losing one ends no work and loses no data. */
const harmless = /^kubernetes:core\/v1:ConfigMap$/;

/** True if a step ends running work or loses data. Components of this project hold only facts and are harmless; unknown kinds count as destructive. */
export const isDestructive = ({ op, type }: Pick<Step, "op" | "type">): boolean =>
  (op === "delete" || op === "replace") && !type.startsWith("nscale:") && !harmless.test(type);

/** A value in one short line. */
export function printValue(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const lines = text.split("\n").length;
  if (lines > 1) return `${lines} lines of text`;
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function differencesOf({ op, before, after }: Step): Resource["differences"] {
  if (op !== "update" && op !== "replace") return [];
  return withoutNoise(differences(before, after)).map((difference) => ({
    path: difference.path,
    ...("before" in difference ? { before: printValue(difference.before) } : {}),
    ...("after" in difference ? { after: printValue(difference.after) } : {}),
  }));
}

const order: readonly Resource["op"][] = ["delete", "replace", "update", "create"];

/** The resources that change, the most dangerous first. */
export function changedResources(steps: readonly Step[]): Resource[] {
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
