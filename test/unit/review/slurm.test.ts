import { expect, test } from "vitest";
import type { ChangeClasses } from "../../../components/slurm/change-class.ts";
import { slurmChanges } from "../../../review/judge/slurm.ts";
import { printComment } from "../../../review/render/comment.ts";
import { printTerminal } from "../../../review/render/terminal.ts";
import type { Step } from "../../../review/plan/step.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const classes = (changes: {
  readonly maxMinutes?: number;
  readonly hosts?: number;
  readonly database?: string;
  readonly fairShare?: number;
}): ChangeClasses => ({
  none: { accounts: { research: { fairShare: changes.fairShare ?? 8 } } },
  reconfigure: { partitions: { training: { maxMinutes: changes.maxMinutes ?? 1440 } } },
  "drain-then-restart": { nodeSets: { "su-1": changes.hosts ?? 18, "su-2": 18 }, node: { gres: { count: 4 } } },
  "cluster-stop": { accounting: { database: changes.database ?? "slurm" } },
});

const layerStep = (changes: Parameters<typeof classes>[0] | undefined): Step => {
  const layer = (changeClass: ChangeClasses) => ({ gpus: 144, changeClass });
  const about = { type: "nscale:slurm:SlurmLayer", name: "full-1", before: layer(classes({})) };
  return changes === undefined ? step("delete", about) : step("update", { ...about, after: layer(classes(changes)) });
};

test.each([
  ["an account's share", { fairShare: 4 }, "none", 0, ["accounts.research.fairShare"]],
  ["a partition's time limit", { maxMinutes: 2880 }, "reconfigure", 0, ["partitions.training.maxMinutes"]],
  ["the hosts of one of two node sets", { hosts: 17 }, "drain-then-restart", 72, ["nodeSets.su-1"]],
  [
    "the database, and a time limit",
    { database: "other", maxMinutes: 60 },
    "cluster-stop",
    144,
    ["accounting.database", "partitions.training.maxMinutes"],
  ],
] as const)("%s", (_, changes, itsClass, gpus, paths) => {
  const [found, ...others] = slurmChanges([layerStep(changes)]);
  expect(others).toEqual([]);
  expect([found?.class, found?.gpus, found?.changes.map(({ path }) => path)]).toEqual([itsClass, gpus, paths]);
});

test("an unchanged or new layer has no changes, a removed one is a stop of its cluster", () => {
  expect(slurmChanges([layerStep({}), step("create", { type: "nscale:slurm:SlurmLayer", name: "new", after: {} })])).toEqual([]);
  expect(slurmChanges([layerStep(undefined)])).toEqual([{ cluster: "full-1", class: "cluster-stop", gpus: 144, changes: [] }]);
});

test("the blast radius names class, differences and reasons; a change that ends jobs is destructive", () => {
  const stopped = reviewOf([planOf("narvik", [layerStep({ database: "other" })])]);
  expect([stopped.verdict, stopped.stacks[0]?.labels]).toEqual(["unacknowledged", ["destructive"]]);
  expect(printComment(stopped)).toContain(
    "**Blast radius: Slurm: cluster-stop**\n\n- Slurm in `full-1`: **cluster-stop**, 144 GPUs: `accounting.database` `slurm` → `other` (cluster-stop: Slurm, accounting: jobs name their associations by the numbers of one database)",
  );
  expect(printTerminal(stopped, false)).toContain("  Slurm in full-1: cluster-stop, 144 GPUs (1 change)\n");
  const reconfigured = reviewOf([planOf("narvik", [layerStep({ maxMinutes: 2880 })])]);
  expect([reconfigured.verdict, reconfigured.stacks[0]?.labels]).toEqual(["clear", []]);
  expect(printComment(reconfigured)).toContain(
    "- Slurm in `full-1`: **reconfigure**: `partitions.training.maxMinutes` `1440` → `2880` (reconfigure: ",
  );
});
