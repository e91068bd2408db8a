import { expect, test } from "vitest";
import { Fleet } from "../../components/fleet/index.ts";
import { planFleet } from "../../components/fleet/plan.ts";
import { recordResources } from "../support/mocks.ts";

test("the fleet is one resource, with its totals as arguments", async () => {
  const summary = planFleet({ asOf: "2026-11-01", sites: [], milestones: [] }, [], {});
  const resources = await recordResources(() => {
    new Fleet("fleet", summary);
  });
  expect(resources.map(({ type, name }) => [type, name])).toEqual([["nscale:fleet:Fleet", "fleet"]]);
  expect(Object.keys(resources[0]?.inputs ?? {}).sort()).toEqual([
    "energy",
    "gpus",
    "megawatts",
    "milestones",
    "routing",
    "sites",
    "surplus",
  ]);
});
