import { isDeepStrictEqual } from "node:util";
import type { Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";
import { clusterOf, gpusByCluster } from "./clusters.ts";

type Rename = StackReview["renames"][number];

/** The value with a name in place of another, wherever it stands between separators. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value === "string")
    return value.split(new RegExp(`(?<![a-z0-9])${from.replace(/[^a-z0-9-]/gi, "\\$&")}(?![a-z0-9])`)).join(to);
  if (Array.isArray(value)) return value.map((item) => renamed(item, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [String(renamed(key, from, to)), renamed(item, from, to)]));
}

/** A resource of a renamed thing: what goes, and what comes in its place. */
interface Pair {
  readonly gone: Step;
  readonly made: Step;
}

/** Keys of the data that were renamed: facts of one kind that go and come with equal figures. An own name is no figure. */
export function renamesOf(steps: readonly Step[]): Rename[] {
  const [gone, made] = (["delete", "create"] as const).map((op) => steps.filter((step) => step.op === op)) as [Step[], Step[]];
  const gpus = gpusByCluster(steps);
  const facts = gone.filter(({ type }) => /^nscale:(cluster:GpuCluster|fleet:Tenant|site:\w+|inference:Endpoint)$/.test(type));
  return facts.flatMap((old) => {
    const fresh = made.filter(
      ({ type, name, after }) =>
        type === old.type && isDeepStrictEqual(renamed(old.before, old.name, name), after) && Object.keys(after ?? {}).length > 1,
    );
    // Two that are alike could each be it, and then nothing is said.
    const [one] = fresh;
    if (one === undefined || fresh.length > 1) return [];
    const pairs = gone.flatMap((step): Pair[] => {
      const match = made.find(
        ({ type, name }) => type === step.type && name !== step.name && name === renamed(step.name, old.name, one.name),
      );
      return match === undefined ? [] : [{ gone: step, made: match }];
    });
    return [
      {
        type: old.type,
        from: old.name,
        to: one.name,
        resources: pairs.length,
        gpus: gpus.get(clusterOf(old.name, [...gpus.keys()]) ?? "") ?? 0,
      },
    ];
  });
}
