import { z } from "zod";
import { accelerators } from "../../components/catalog/accelerators.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import { growthSteps, gpusUpTo } from "../../components/capacity/growth.ts";
import { addLoads, loadOf, printUnits, rackKilowatts } from "../../components/capacity/power.ts";
import { select } from "../../components/lib/contract.ts";
import { gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { phaseContract, siteContract } from "../../components/schema/contracts/site.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { inOrder } from "../lib/site-facts.ts";
import { printNumber } from "../../components/lib/number.ts";

export const gpuPowerBudget = siteRule({
  name: "gpu-power-budget",
  description: "The clusters placed in the phases up to each phase fit its megawatts",
  why: "Machines beyond a phase's capacity cannot all be switched on. The load is computed from accelerators, GPUs and PUE, not taken from what a resource states.",
  level: "mandatory",
  severity: "critical",
  framework: {
    name: "Nscale power arithmetic",
    version: "2026",
    reference: "catalogue of accelerators: kW of a unit at its highest",
    specification: "ceil(GPUs / GPUs a unit) x unit kW x PUE / 1000 ≤ MW of the phase, over the clusters in the phases up to it",
  },
  remediation: "Declare fewer GPUs, place a cluster in a later phase, or lower the measured PUE.",
  tags: ["power", "megawatts", "phase"],
  parameters: noParameters,
  site: select(siteContract, { efficiency: { powerUsageEffectiveness: true } }),
  others: {
    phases: phaseContract,
    clusters: select(gpuClusterContract, { accelerator: true, gpus: true, phase: true, growth: true, facilityMegawatts: true }),
  },
  judge: ({ facts: { efficiency } }, others) => {
    if (others.clusters.length === 0) return { notApplicable: "no cluster draws power" };
    const pue = efficiency.powerUsageEffectiveness;
    const steps = inOrder(others.phases);
    const known = steps.map(({ facts }) => facts.name);
    const unplaced = others.clusters
      .flatMap(({ urn, facts }) => growthSteps(facts).map((step) => ({ urn, ...step })))
      .filter(({ phase }) => !known.includes(phase))
      .map(({ urn, phase, gpus }): Finding => ({
        urn,
        got: `phase ${phase}, which powers ${printNumber(gpus)} GPUs`,
        want: `a phase of the site: ${printNames(known)}`,
        fix: "name one of them, or declare the phase",
      }));
    const misstated = others.clusters.flatMap(({ urn, facts }): Finding[] => {
      const { facilityMegawatts } = loadOf(facts.accelerator, facts.gpus, pue);
      if (facilityMegawatts === facts.facilityMegawatts) return [];
      return [
        {
          urn,
          got: `${facts.facilityMegawatts} MW stated`,
          want: `${facilityMegawatts} MW: ${printUnits([facts])} x PUE ${pue}`,
          fix: "let the load follow from the machines",
        },
      ];
    });
    const overfull = steps.flatMap((phase, index): Finding[] => {
      const upTo = known.slice(0, index + 1);
      const placed = others.clusters
        .map(({ facts }) => ({ accelerator: facts.accelerator, gpus: gpusUpTo(growthSteps(facts), upTo) }))
        .filter(({ gpus }) => gpus > 0);
      const load = addLoads(placed.map(({ accelerator, gpus }) => loadOf(accelerator, gpus, pue)));
      const { name, capacityMegawatts } = phase.facts;
      if (
        load.facilityMegawatts <= capacityMegawatts ||
        !others.clusters.some(({ facts }) => growthSteps(facts).some((step) => step.phase === name))
      )
        return [];
      const highest = Math.floor((capacityMegawatts / load.itMegawatts) * 100) / 100;
      return [
        {
          urn: phase.urn,
          got: `${printUnits(placed)} x PUE ${pue} = ${load.facilityMegawatts} MW in the phases up to ${name}`,
          want: `at most ${capacityMegawatts} MW${highest >= 1 ? ` (which this IT load of ${load.itMegawatts} MW fits while PUE ≤ ${highest})` : ""}`,
          fix: "declare fewer GPUs, or place a cluster in a later phase",
        },
      ];
    });
    return [...unplaced, ...misstated, ...overfull];
  },
});

export const rackDensityCooling = siteRule({
  name: "rack-density-cooling",
  description: "Racks get the cooling that their density and their accelerators need, and no more kW than their hall gives",
  why: "Above some 40 kW air no longer carries a rack's heat away, and some machines have no fans at all.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "Nscale power arithmetic",
    version: "2026",
    reference: "catalogue of accelerators: cooling classes; halls of the site",
    specification: "kW of a rack = unit kW x units a rack; above 40 kW liquid reaches the chips; at most the hall's kW a rack",
  },
  remediation: "Put fewer hosts in a rack, choose another hall or accelerator, or bring liquid to the chips.",
  tags: ["cooling", "density", "hall"],
  parameters: z.strictObject({ airKilowatts: z.number().positive().default(40).describe("the kW of a rack that air can carry away") }),
  site: select(siteContract, { cooling: { supplies: true }, halls: true }),
  others: {
    clusters: select(gpuClusterContract, { accelerator: true, gpus: true, phase: true, hall: true, unitsPerRack: true }),
  },
  judge: ({ facts: { cooling, halls } }, others, { parameters }) => {
    if (others.clusters.length === 0) return { notApplicable: "no racks are declared" };
    const supplied = cooling.supplies.join(" and ");
    return others.clusters.flatMap(({ urn, facts: { accelerator, unitsPerRack, hall } }): Finding[] => {
      const rack = rackKilowatts(accelerator, unitsPerRack);
      const { name, cooling: classes, unitKilowatts } = accelerators[accelerator];
      const findings: Finding[] = [];
      const needsLiquid = rack > parameters.airKilowatts && !cooling.supplies.includes("direct-to-chip-liquid");
      if (needsLiquid || !classes.some((each) => cooling.supplies.includes(each))) {
        findings.push({
          urn,
          got: `racks of ${rack} kW of ${name}, cooled by ${classes.join(" or ")}, at a site that supplies ${supplied}`,
          want: needsLiquid ? `direct-to-chip-liquid above ${parameters.airKilowatts} kW a rack` : classes.join(" or "),
          fix: "choose another accelerator or fewer hosts a rack, or declare the liquid loop if the site has it",
        });
      }
      const limit = halls[hall]?.rackKilowatts;
      if (limit === undefined || rack > limit) {
        findings.push({
          urn,
          got: `racks of ${unitsPerRack} x ${unitKilowatts.value} kW = ${rack} kW in hall ${hall}`,
          want:
            limit === undefined
              ? `a hall of the site: ${Object.keys(halls).join(", ")}`
              : `at most the ${limit} kW that the hall gives a rack`,
          fix: "put fewer hosts in a rack, or choose another hall",
        });
      }
      return findings;
    });
  },
});
