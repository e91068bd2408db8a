import { describe, expect, test } from "vitest";
import { peerSites } from "../../../components/failover/peers.ts";
import { planFleet } from "../../../components/fleet/plan.ts";
import { siteOn } from "../../../components/summary/timeline.ts";
import { readFleet, readStack, stackFiles } from "../../../stacks/files.ts";
import keflavik from "../../../stacks/keflavik.ts";
import loughton from "../../../stacks/loughton.ts";
import narvik from "../../../stacks/narvik.ts";
import stargateUk from "../../../stacks/stargate-uk.ts";
import texas from "../../../stacks/texas.ts";
import { summarize } from "../../../components/summary/summarize.ts";

const specs = await Promise.all(Object.keys(stackFiles).map(async (stack) => [stack, await readStack(stack)] as const));

/** Every string below a value, with its path. */
function strings(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => strings(item, `${path}.${key}`));
}

describe.each(specs)("%s", (stack, spec) => {
  const summary = summarize(stack, spec);

  test("has the GPUs that were disclosed, in time", () => {
    for (const { gpuGoal } of summary.phases) {
      if (gpuGoal === undefined) continue;
      const { gpus, plannedGpus, deliveredGpus, deliveriesFrom } = gpuGoal;
      expect(plannedGpus).toBe(gpus);
      expect(deliveredGpus ?? gpus).toBe(gpus);
      expect(summary.deliveries.filter(({ date }) => deliveriesFrom !== undefined && date < deliveriesFrom)).toEqual([]);
    }
  });

  test("gets every GPU that it plans", () => {
    expect(summary.deliveries.reduce((sum, { gpus }) => sum + gpus, 0)).toBe(summary.gpus.planned);
  });

  test("calls a phase energised when it is", () => {
    const energised = spec.site.phases.filter(({ status }) => status === "energised").map(({ name }) => name);
    expect(siteOn(spec, spec.asOf).phases).toEqual(energised);
  });

  test("was allowed to draw what it draws, before it does", () => {
    for (const phase of summary.phases.filter(({ name }) => Object.values(spec.clusters).some((cluster) => cluster.phase === name))) {
      const { permits } = siteOn(spec, phase.energisedOn);
      const inForce = permits.map((name) => spec.site.permits[name]);
      expect(inForce.some((permit) => permit?.kind === "grid-connection" && permit.megawatts.value >= phase.facilityMegawatts)).toBe(true);
      expect(inForce.some((permit) => permit?.kind === "planning" && permit.phases.includes(phase.name))).toBe(true);
      expect(inForce.some((permit) => permit?.kind === "registration")).toBe(spec.site.location.jurisdiction === "NO");
    }
  });

  test("keeps its data, its keys and what it talks to in its own jurisdiction", () => {
    const { storage, egress, location } = spec.site;
    const holders: readonly Readonly<Record<string, { readonly jurisdiction: string }>>[] = [
      storage.encryptionKeys,
      storage.classes,
      storage.snapshotClasses,
      storage.backups,
      egress,
    ];
    const places = holders.flatMap((entries) => Object.values(entries).map(({ jurisdiction }) => jurisdiction));
    expect(new Set(places)).toEqual(new Set([location.jurisdiction]));
  });

  test("has checked each tenant within a year", () => {
    for (const { identityCheckedOn } of Object.values(spec.tenants)) expect(identityCheckedOn.value >= "2025-11-01").toBe(true);
  });

  test("names public sources, no files of somebody's own", () => {
    const words = strings(spec).filter(([path]) => /\.(source|reason)$/.test(path));
    expect(words.filter(([, text]) => /(^|\s)\/|\.md\b/.test(text))).toEqual([]);
  });
});

/** The sites that were disclosed, and the GPUs that each plans. A site that is added later has figures of its own. */
const disclosed = {
  glomfjord: 26_624,
  narvik: 100_000,
  keflavik: 4_600,
  loughton: 23_040,
  texas: 104_000,
  "stargate-uk": 31_000,
};

const disclosedSpecs = specs.filter(([stack]) => stack in disclosed);

test("the disclosed sites plan 289,264 GPUs", () => {
  const planned = Object.fromEntries(disclosedSpecs.map(([stack, spec]) => [stack, summarize(stack, spec).gpus.planned]));
  expect(planned).toEqual(disclosed);
  expect(Object.values(planned).reduce((sum, gpus) => sum + gpus, 0)).toBe(289_264);
});

test("the fleet plans what its sites plan", async () => {
  const { spec, sites } = await readFleet();
  const summaries = [...sites].map(([stack, site]) => summarize(stack, site));
  const { gpus } = planFleet(spec, summaries, {}, peerSites(sites));
  expect(gpus.planned).toBe(summaries.reduce((sum, summary) => sum + summary.gpus.planned, 0));
});

test.each([
  ["2025-12-31", 13_312],
  ["2026-12-31", 177_752],
  ["2027-12-31", 289_264],
])("on %s the disclosed sites have %d GPUs", (date, gpus) => {
  expect(disclosedSpecs.reduce((sum, [, spec]) => sum + siteOn(spec, date).gpusInstalled, 0)).toBe(gpus);
});

test("a tenant of several sites is the same everywhere", () => {
  expect(narvik.tenants.microsoft).toBe(loughton.tenants.microsoft);
  expect(narvik.tenants.microsoft).toBe(texas.tenants.microsoft);
  expect(narvik.tenants.openai).toBe(stargateUk.tenants.openai);
  const shared = [narvik, keflavik, loughton, texas, stargateUk].flatMap(({ tenants }) => Object.entries(tenants));
  const byKey = Map.groupBy(shared, ([tenant]) => tenant);
  for (const entries of byKey.values()) expect(new Set(entries.map(([, tenant]) => tenant)).size).toBe(1);
});
