import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { Checkout } from "../support/checkout.ts";
import { plannedSteps } from "../support/steps.ts";

const checkout = new Checkout();
afterAll(() => checkout.remove());

test("a run killed in the middle, and a tenant removed afterwards, leaves no stale file", async () => {
  const killed = checkout.start("start");
  const written = () => existsSync(checkout.path("out/glomfjord")) && checkout.files("out/glomfjord").length > 5;
  while (!written() && killed.exitCode === null) await sleep(20);
  checkout.kill(killed);
  const left = checkout.files("out/glomfjord");

  checkout.change(
    "glomfjord",
    'delete stack.site.offtake["arctic-research"];',
    "for (const { kubernetes, slurm } of Object.values<any>(stack.clusters))",
    '  for (const layer of [kubernetes, slurm]) delete layer?.tenants["arctic-research"];',
  );
  const { code, output } = checkout.run("start");
  expect(code, output).toBe(0);
  expect(output).toMatch(/glomfjord: the run of process \d+ was killed: its lock is released/);
  expect(output).toContain("out/glomfjord is not what the state says");
  const files = checkout.files("out/glomfjord");
  expect(files.filter((file) => file.includes("arctic-research"))).toEqual([]);
  expect(files).toContain("initial-b200/1-manifest/v1-namespace-default-tenant-nordic-ai.yaml");
  expect(left.length).toBeGreaterThan(5);
  expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
});
