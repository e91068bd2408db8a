import { existsSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { Checkout } from "../support/checkout.ts";
import { plannedSteps } from "../support/steps.ts";

const checkout = new Checkout();
afterAll(() => checkout.remove());

/** The number of files that the runs of this checkout have rendered so far, each in its own folder. */
function rendered(): number {
  const runs = checkout.path(".state/runs");
  const folders = existsSync(runs) ? readdirSync(runs).map((run) => checkout.path(".state/runs", run, "out/glomfjord")) : [];
  return folders.filter((folder) => existsSync(folder)).reduce((sum, folder) => sum + readdirSync(folder, { recursive: true }).length, 0);
}

test("a run killed in the middle, and a tenant removed afterwards, leaves no stale file", async () => {
  const killed = checkout.start("start");
  while (rendered() < 20 && killed.exitCode === null) await sleep(20);
  checkout.kill(killed);
  expect(existsSync(checkout.path("out/glomfjord"))).toBe(false);

  checkout.change(
    "glomfjord",
    'delete stack.site.offtake["arctic-research"];',
    "for (const { kubernetes, slurm } of Object.values<any>(stack.clusters))",
    '  for (const layer of [kubernetes, slurm]) delete layer?.tenants["arctic-research"];',
  );
  const { code, output } = checkout.run("start");
  expect(code, output).toBe(0);
  expect(output).toMatch(/glomfjord: the run of process \d+ was killed: its lock is released/);
  const files = checkout.manifests("glomfjord");
  expect(files.filter((file) => file.includes("arctic-research"))).toEqual([]);
  expect(files).toContain("initial-b200/1-manifest/v1-namespace-default-tenant-nordic-ai.yaml");
  expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
  expect(readdirSync(checkout.path(".state/runs"))).toEqual([]);
});
