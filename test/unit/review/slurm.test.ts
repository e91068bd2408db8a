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
  readonly loginImage?: string;
  readonly slurmdImage?: string;
}): ChangeClasses => ({
  none: { accounts: { research: { fairShare: changes.fairShare ?? 8 } } },
  reconfigure: { partitions: { training: { maxMinutes: changes.maxMinutes ?? 1440 } } },
  "end-sessions": { login: { login: { image: changes.loginImage ?? "login:1" } } },
  "drain-then-restart": {
    nodeSets: { "su-1": changes.hosts ?? 18, "su-2": 18 },
    pods: { all: { slurmd: { image: changes.slurmdImage ?? "slurmd:1" } } },
  },
  "cluster-stop": { accounting: { database: changes.database ?? "slurm" } },
});

const layerStep = (changes: Parameters<typeof classes>[0] | undefined): Step => {
  const layer = (changeClass: ChangeClasses) => ({ gpus: 144, changeClass });
  const about = { type: "nscale:slurm:SlurmLayer", name: "full-1", before: layer(classes({})) };
  return changes === undefined ? step("delete", about) : step("update", { ...about, after: layer(classes(changes)) });
};

test.each([
  ["an account's share", { fairShare: 4 }, "none", [0, 0], ["accounts.research.fairShare"]],
  ["a partition's time limit", { maxMinutes: 2880 }, "reconfigure", [0, 0], ["partitions.training.maxMinutes"]],
  ["the hosts of one of two node sets", { hosts: 17 }, "drain-then-restart", [18, 72], ["nodeSets.su-1"]],
  ["what every slurmd runs", { slurmdImage: "slurmd:2" }, "drain-then-restart", [36, 144], ["pods.all.slurmd.image"]],
  ["what the login hosts run", { loginImage: "login:2" }, "end-sessions", [0, 0], ["login.login.image"]],
  [
    "the database, and a time limit",
    { database: "other", maxMinutes: 60 },
    "cluster-stop",
    [36, 144],
    ["accounting.database", "partitions.training.maxMinutes"],
  ],
] as const)("%s", (_, changes, itsClass, [hosts, gpus], paths) => {
  const [found, ...others] = slurmChanges([layerStep(changes)]);
  expect(others).toEqual([]);
  expect([found?.class, found?.hosts, found?.gpus, found?.changes.map(({ path }) => path)]).toEqual([itsClass, hosts, gpus, paths]);
});

test("an unchanged or new layer has no changes, a removed one is a stop of its cluster", () => {
  expect(slurmChanges([layerStep({}), step("create", { type: "nscale:slurm:SlurmLayer", name: "new", after: {} })])).toEqual([]);
  expect(slurmChanges([layerStep(undefined)])).toEqual([
    { cluster: "full-1", class: "cluster-stop", hosts: 36, gpus: 144, longestJobMinutes: 1440, changes: [] },
  ]);
});

test("the blast radius names class, differences and reasons; a change that ends jobs is destructive", () => {
  const stopped = reviewOf([planOf("narvik", [layerStep({ database: "other" })])]);
  expect([stopped.verdict, stopped.stacks[0]?.labels]).toEqual(["unacknowledged", ["destructive"]]);
  expect(printComment(stopped)).toContain(
    "**Blast radius: Slurm: cluster-stop**\n\n- Slurm in `full-1`: **cluster-stop**, 36 hosts with 144 GPUs: every job ends: `accounting.database` `slurm` → `other` (cluster-stop: Slurm, accounting: jobs name their associations by the numbers of one database)",
  );
  expect(printTerminal(stopped, false)).toContain("  Slurm in full-1: cluster-stop, 36 hosts with 144 GPUs: every job ends (1 change)\n");
  const drained = reviewOf([planOf("narvik", [layerStep({ slurmdImage: "slurmd:2" })])]);
  expect([drained.verdict, drained.stacks[0]?.labels]).toEqual(["unacknowledged", ["destructive"]]);
  expect(printTerminal(drained, false)).toContain(
    "  Slurm in full-1: drain-then-restart, 36 hosts with 144 GPUs: each host drains first, which its jobs may delay by 1 day (1 change)\n",
  );
  const reconfigured = reviewOf([planOf("narvik", [layerStep({ maxMinutes: 2880 })])]);
  expect([reconfigured.verdict, reconfigured.stacks[0]?.labels]).toEqual(["clear", []]);
  expect(printComment(reconfigured)).toContain(
    "- Slurm in `full-1`: **reconfigure**: `partitions.training.maxMinutes` `1440` → `2880` (reconfigure: ",
  );
});
