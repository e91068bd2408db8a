import { describe, expect, test } from "vitest";
import type { StackInput } from "../../../components/schema/stack.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import { siteOn } from "../../../components/summary/timeline.ts";
import { planFlux } from "../../../components/targets/operators/flux.ts";
import narvik from "../../../stacks/narvik.ts";
import { linesOf, set } from "../../support/invalid.ts";
import { readSite, testStatedFigures } from "./support.ts";
import { operatorsOf } from "../../support/plans.ts";

const { spec, summary } = readSite("narvik", narvik);
const [initial, full, ambition] = spec.site.phases;
const { owners, offtake } = spec.site;
const clusters = Object.values(summary.clusters);

describe("narvik states", () => {
  const { phases, site, tenants } = summary;
  testStatedFigures({
    place: { fact: spec.site.location.place, shown: site.place, value: "Kvandal by Narvik, Norway" },
    "20 MW in the initial phase": { fact: initial?.capacityMegawatts, shown: phases[0]?.capacityMegawatts, value: 20 },
    "230 MW": { fact: full?.capacityMegawatts, shown: phases[1]?.capacityMegawatts, value: 230 },
    "520 MW": { fact: ambition?.capacityMegawatts, shown: phases[2]?.capacityMegawatts, value: 520 },
    "NVIDIA GPUs": { fact: full?.gpuGoal?.product, shown: phases[1]?.gpuGoal?.product, value: "NVIDIA" },
    "100,000 GPUs": { fact: full?.gpuGoal?.gpus, shown: summary.gpus.planned, value: 100_000 },
    "by the end of 2026": { fact: full?.gpuGoal?.by, shown: phases[1]?.gpuGoal?.by, value: "2026-12-31" },
    "closed-loop, direct-to-chip cooling": { fact: spec.site.cooling.system, shown: site.cooling, value: "closed-loop-direct-to-chip" },
    "100 % renewable": { fact: spec.site.efficiency.renewableEnergyFactor, shown: site.renewableEnergyFactor, value: 1 },
    "half of it Nscale's": { fact: owners["nscale"]?.sharePercent, shown: site.owners["nscale"]?.sharePercent, value: 50 },
    "half of it Aker's": { fact: owners["aker"]?.sharePercent, shown: site.owners["aker"]?.sharePercent, value: 50 },
    "$500m from Nscale": {
      fact: owners["nscale"]?.commitmentUsdMillions,
      shown: site.owners["nscale"]?.commitmentUsdMillions,
      value: 500,
    },
    "$500m from Aker": { fact: owners["aker"]?.commitmentUsdMillions, shown: site.owners["aker"]?.commitmentUsdMillions, value: 500 },
    "OpenAI's option to scale": { fact: offtake["openai"]?.mayScale, shown: tenants["openai"]?.offtake?.mayScale, value: true },
    "Microsoft's five years": { fact: offtake["microsoft"]?.termYears, shown: tenants["microsoft"]?.offtake?.termYears, value: 5 },
    "Microsoft's $6.2bn": {
      fact: offtake["microsoft"]?.valueUsdMillions,
      shown: tenants["microsoft"]?.offtake?.valueUsdMillions,
      value: 6200,
    },
    "start-ups in Norway": {
      fact: offtake["norway-startups"]?.servesFrom,
      shown: tenants["norway-startups"]?.offtake?.servesFrom,
      value: ["NO"],
    },
    "research in Norway": {
      fact: offtake["norway-research"]?.servesFrom,
      shown: tenants["norway-research"]?.offtake?.servesFrom,
      value: ["NO"],
    },
    "surplus for the UK": { fact: offtake["surplus-uk"]?.servesFrom, shown: tenants["surplus-uk"]?.offtake?.servesFrom, value: ["GB"] },
    "surplus for the Nordics": {
      fact: offtake["surplus-nordics"]?.servesFrom,
      shown: tenants["surplus-nordics"]?.offtake?.servesFrom,
      value: ["DK", "FI", "IS", "NO", "SE"],
    },
  });

  test("its name and zone, and 290 MW beyond the full phase", () => {
    expect([site.name, site.jurisdiction, site.gridZone]).toEqual(["Stargate Norway", "NO", "NO4"]);
    expect((phases[2]?.capacityMegawatts ?? 0) - (phases[1]?.capacityMegawatts ?? 0)).toBe(290);
  });

  test("hydropower alone, by direct agreements in the site's zone", () => {
    expect(
      Object.values(spec.site.powerAgreements).map(({ kind, source, gridZone }) => [kind, source.basis, source.value, gridZone]),
    ).toEqual([
      ["direct-ppa", "stated", "hydro", "NO4"],
      ["direct-ppa", "stated", "hydro", "NO4"],
    ]);
    expect(summary.power.map(({ kind, source }) => [kind, source])).toEqual([
      ["direct-ppa", "hydro"],
      ["direct-ppa", "hydro"],
    ]);
  });

  test("who takes its GPUs", () => {
    expect(Object.entries(tenants).map(([tenant, { offtake: promise }]) => [tenant, promise?.kind])).toEqual([
      ["microsoft", "contract"],
      ["openai", "initial-offtaker"],
      ["norway-startups", "priority-access"],
      ["norway-research", "priority-access"],
      ["surplus-uk", "surplus"],
      ["surplus-nordics", "surplus"],
      ["surplus-northern-europe", "surplus"],
    ]);
  });

  test("heat for local low-carbon enterprises", () => {
    expect(Object.values(spec.site.heatReuse).map(({ recipient }) => [recipient.basis, recipient.value])).toEqual(
      Array(3).fill(["stated", "Local low-carbon enterprises"]),
    );
    expect(
      Object.values(summary.site.heatReuse).map(({ recipient, enterprise, thermalMegawatts }) => [recipient, enterprise, thermalMegawatts]),
    ).toEqual([
      ["Local low-carbon enterprises", "fish farming on land", 12],
      ["Local low-carbon enterprises", "greenhouses", 5],
      ["Local low-carbon enterprises", "drying of seaweed and timber", 3],
    ]);
  });
});

describe("narvik plans", () => {
  test("1,389 racks in six clusters, of which Kubernetes can hold each", () => {
    expect(clusters.map(({ phase, gpus, racks, rows, hosts }) => [phase, gpus, racks, rows, hosts])).toEqual([
      ["initial", 8_064, 112, 14, 2_016],
      ["full", 18_432, 256, 32, 4_608],
      ["full", 18_432, 256, 32, 4_608],
      ["full", 18_432, 256, 32, 4_608],
      ["full", 18_432, 256, 32, 4_608],
      ["full", 18_208, 253, 32, 4_554],
    ]);
    expect(clusters.reduce((sum, { racks }) => sum + racks, 0)).toBe(1_389);
    const nodes = Object.entries(spec.clusters).map(
      ([name, { controlPlane }]) => (summary.clusters[name]?.hosts ?? 0) + controlPlane.replicas,
    );
    expect(Math.max(...nodes)).toBeLessThanOrEqual(5_000);
  });

  test("194.46 MW at the racks, 223.6 of 230 MW at the meter", () => {
    expect(
      summary.phases.map(({ itMegawatts, facilityMegawatts, headroomMegawatts }) => [itMegawatts, facilityMegawatts, headroomMegawatts]),
    ).toEqual([
      [15.68, 18.032, 1.968],
      [194.46, 223.629, 6.371],
      [194.46, 223.629, 296.371],
    ]);
  });

  test("about 52,000 GPUs for Microsoft, and a guarantee for each that has bought or has priority", () => {
    const { microsoft } = summary.tenants;
    expect(offtake["microsoft"]?.sharePercent).toMatchObject({ basis: "announced", value: 52 });
    expect(microsoft?.guaranteedGpus).toBe(51_840);
    expect(Object.values(summary.tenants).map(({ guaranteedGpus }) => guaranteedGpus)).toEqual([51_840, 37_800, 4_680, 4_680, 0, 0, 0]);
  });

  test("shares of each cluster that are those of the site", () => {
    for (const { kubernetes } of Object.values(spec.clusters)) {
      expect(
        Object.fromEntries(
          Object.entries(kubernetes.tenants).map(([tenant, { guaranteedSharePercent }]) => [tenant, guaranteedSharePercent.value]),
        ),
      ).toEqual(Object.fromEntries(Object.entries(offtake).map(([tenant, { sharePercent }]) => [tenant, sharePercent.value])));
    }
  });
});

describe("narvik at another PUE", () => {
  const at = (powerUsageEffectiveness: number) => {
    const changed = structuredClone<StackInput>(narvik);
    set(changed, "site.efficiency.powerUsageEffectiveness.value", powerUsageEffectiveness);
    return linesOf(() => parseStack("stacks/narvik.ts", changed));
  };

  test("fits while PUE ≤ 1.18", () => {
    expect(at(1.18)).toEqual([]);
    expect(at(1.19)).not.toEqual([]);
  });

  test("is refused at 1.25, with the numbers", () => {
    expect(at(1.25)).toEqual([
      "stacks/narvik.ts: clusters: got 1,389 gb300-nvl72 units x 140 kW x PUE 1.25 = 243.075 MW in the phases up to full, " +
        "want at most 230 MW (which this IT load of 194.46 MW fits while PUE ≤ 1.18); " +
        "fix: give full-5 at most 12,816 GPUs, or place a cluster in a later phase",
      "stacks/narvik.ts: site.powerAgreements: got 230 MW in force on 2026-08-01 (hydro-initial, hydro-full), " +
        "want at least 243.075 MW, the load in force then (agreements cover it until 2041-12-31); " +
        "fix: extend an agreement over 2026-08-01, or add one of 13.075 MW",
    ]);
  });
});

describe("on a date, narvik has", () => {
  test.each([
    ["2026-02-28", [], 0, 0, 0, 0],
    ["2026-03-01", ["initial"], 20, 20, 18.032, 0],
    ["2026-07-31", ["initial"], 20, 20, 18.032, 8_064],
    ["2026-08-01", ["initial", "full"], 230, 230, 223.629, 8_064],
    ["2026-11-01", ["initial", "full"], 230, 230, 223.629, 44_928],
    ["2026-12-14", ["initial", "full"], 230, 230, 223.629, 81_792],
    ["2026-12-31", ["initial", "full"], 230, 230, 223.629, 100_000],
    ["2029-01-01", ["initial", "full", "ambition"], 520, 230, 223.629, 100_000],
    ["2042-01-01", ["initial", "full", "ambition"], 520, 0, 223.629, 100_000],
  ])("%s", (date, phases, capacityMegawatts, contractedMegawatts, facilityMegawatts, gpusInstalled) => {
    expect(siteOn(spec, date)).toMatchObject({ phases, capacityMegawatts, contractedMegawatts, facilityMegawatts, gpusInstalled });
  });

  test("its permits before its first load", () => {
    expect(siteOn(spec, "2026-02-28").permits).toEqual(["grid-connection", "planning", "nkom-registration"]);
  });
});

test("Flux installs KEDA and Envoy Gateway where the endpoints are, and there alone", () => {
  const releasesOf = (cluster: string) => {
    const all = operatorsOf(cluster, spec);
    return all.map((plan) => planFlux(plan, all).release.spec.releaseName);
  };
  const serving = spec.inference?.gateway.cluster;
  expect(Object.keys(spec.clusters).filter((cluster) => releasesOf(cluster).includes("keda"))).toEqual([serving]);
  expect(releasesOf(serving ?? "").slice(-2)).toEqual(["keda", "envoy-gateway"]);
});
