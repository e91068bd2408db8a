import { select } from "../../components/lib/contract.ts";
import { permitContract, phaseContract, powerAgreementContract, siteContract } from "../../components/schema/contracts/site.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { growthSteps, gpusUpTo } from "../../components/capacity/growth.ts";
import { addLoads, loadOf, megawatts, shortages } from "../../components/capacity/power.ts";
import { factRule, siteRule } from "../lib/fact-rules.ts";
import { demandQueueGates, icelandicSupply, reservationFreezes } from "../law/grid-access.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import {
  agreementTerms,
  clusters,
  connectionsAmong,
  inOrder,
  isPoweredIn,
  overBefore,
  permits,
  permitTerms,
  sitePlace,
} from "../lib/site-facts.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";

export const gridCapacityReserved = siteRule({
  name: "grid-capacity-reserved",
  description: "On every date, the granted grid connections carry the phases that are built or that power clusters",
  why: "Megawatts that no grid owner has reserved do not exist, even if a supplier sells the energy.",
  level: "mandatory",
  severity: "critical",
  framework: {
    name: "connection agreement with the grid owner",
    version: "as granted",
    reference: "site.permits of kind grid-connection",
    specification: "sum of the connections in force ≥ capacity of the last phase that is built or powers clusters",
  },
  remediation: "Have the capacity reserved and declare the connection, or call the phase planned and place no clusters in it.",
  tags: ["grid", "permit", "megawatts"],
  parameters: noParameters,
  site: select(siteContract, { efficiency: { powerUsageEffectiveness: true }, powerContractedUntil: true }),
  others: { phases: phaseContract, clusters, permits },
  judge: ({ facts: { efficiency, powerContractedUntil } }, others, { date }) => {
    const needed = inOrder(others.phases).filter(
      ({ facts: { name, status } }) =>
        status === "energised" || status === "under-construction" || others.clusters.some((cluster) => isPoweredIn(cluster, name)),
    );
    const last = needed.at(-1);
    if (last === undefined) return { notApplicable: "no phase is built or powers clusters" };
    const draws = needed.map(({ facts }, index) => ({
      from: facts.energisedOn,
      // A phase states the whole site's capacity, and its addition is drawn from its date on.
      megawatts: megawatts(facts.capacityMegawatts - (needed[index - 1]?.facts.capacityMegawatts ?? 0)),
    }));
    const supplies = connectionsAmong(others.permits).map(({ name, facts }) => ({
      name,
      from: facts.grantedOn,
      to: facts.validTo,
      megawatts: facts.megawatts,
    }));
    // A reservation that ends before the contracted power leaves that power without a grid connection.
    const until = [last.facts.energisedOn, powerContractedUntil, date].sort().at(-1) ?? date;
    return shortages(draws, supplies, date, until).map(({ date: on, drawn, supplied, names }): Finding => {
      const phase = needed.findLast(({ facts }) => facts.energisedOn <= on) ?? last;
      const powered = needed.filter(({ facts }) => facts.energisedOn <= on).map(({ facts }) => facts.name);
      const { facilityMegawatts } = addLoads(
        others.clusters.map(({ facts }) =>
          loadOf(facts.accelerator, gpusUpTo(growthSteps(facts), powered), efficiency.powerUsageEffectiveness),
        ),
      );
      return {
        urn: phase.urn,
        got: `${supplied} MW of grid connection on ${on} (${names.length > 0 ? names.join(", ") : "none in force"})`,
        want: `at least the ${drawn} MW of phase ${phase.facts.name} (load of its clusters ${facilityMegawatts} MW)`,
        fix: `have ${megawatts(drawn - supplied)} MW more reserved, or move the phase behind the reservation`,
      };
    });
  },
});

export const no4NorthGridFreeze = siteRule({
  name: "no4-north-grid-freeze",
  description: "Growth of more than 5 MW north of Svartisen rests on a grid reservation that is older than the freeze",
  why: "In April 2026 Statnett halted new reservations there: growth that had none by then has no date.",
  level: "advisory",
  severity: "high",
  framework: {
    name: "Statnett, reservation of grid capacity",
    version: "April 2026",
    reference: "halt of new reservations north of Svartisen, known from the press alone",
    specification: "capacity beyond the reservations of before the freeze grows by no more than 5 MW",
  },
  remediation: "Show the reservation if there is one, or plan the growth south of Svartisen.",
  tags: ["grid", "norway", "phase"],
  parameters: noParameters,
  law: reservationFreezes,
  site: select(siteContract, { location: { gridZone: true, latitudeDegrees: true } }),
  others: { phases: phaseContract, permits },
  judge: ({ facts: { location } }, others, { date }) => {
    const [freeze] = inForceOn(reservationFreezes, date);
    if (freeze === undefined) return { notApplicable: `no freeze was known on ${date}` };
    const { gridZone, northOfLatitudeDegrees, aboveMegawatts } = freeze.value;
    if (location.gridZone !== gridZone || location.latitudeDegrees <= northOfLatitudeDegrees) {
      return { notApplicable: `${location.gridZone} at ${location.latitudeDegrees}° N is not north of Svartisen in ${gridZone}` };
    }
    const reserved = megawatts(
      connectionsAmong(others.permits)
        .filter(({ facts }) => facts.grantedOn < freeze.validFrom && (facts.validTo === undefined || facts.validTo >= date))
        .reduce((sum, { facts }) => sum + facts.megawatts, 0),
    );
    return inOrder(others.phases).flatMap(({ urn, facts: { name, capacityMegawatts } }): Finding[] => {
      const growth = megawatts(capacityMegawatts - reserved);
      if (growth <= aboveMegawatts) return [];
      return [
        {
          urn,
          got: `${capacityMegawatts} MW in phase ${name}, ${growth} MW more than the ${reserved} MW reserved before ${freeze.validFrom}`,
          want: `at most ${aboveMegawatts} MW beyond what was reserved by then`,
          fix: "show an older reservation, or plan the growth elsewhere",
          ...advisoryUnlessInForce(freeze),
        },
      ];
    });
  },
});

export const gbQueueReadiness = siteRule({
  name: "gb-queue-readiness",
  description: "A connection in Great Britain has passed Gate 2, on land that the operator controls",
  why: "The queue for demand holds 125 GW; only what is ready gets a confirmed date, and the tests are being tightened.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "NESO connections reform; Ofgem and DESNZ consultations of 2026",
    version: "2026, in consultation",
    reference: "Gate 2 readiness: land and planning",
    specification: "demandQueue.gate is gate-2, and the land is owned, leased or under option",
  },
  url: "https://www.neso.energy/industry-information/connections-reform",
  remediation: "Secure the land, bring the project through Gate 2, and declare both in the connection's demandQueue.",
  tags: ["grid", "united-kingdom", "queue"],
  parameters: noParameters,
  law: demandQueueGates,
  site: sitePlace,
  others: { permits: select(permitContract, { ...permitTerms, demandQueue: true }) },
  judge: ({ facts: { location } }, others, { date }) => {
    if (location.jurisdiction !== "GB") return { notApplicable: `the site is in ${location.jurisdiction}, not in Great Britain` };
    const [gate] = inForceOn(demandQueueGates, date);
    if (gate === undefined) return { notApplicable: `no gate was known on ${date}` };
    const connections = others.permits.filter(({ facts }) => facts.kind === "grid-connection");
    if (connections.length === 0) return { notApplicable: "no grid connection is declared" };
    return connections.flatMap(({ urn, facts: { megawatts: granted = 0, demandQueue } }): Finding[] => {
      if (demandQueue?.gate === gate.value.gate && demandQueue.siteControl !== "none") return [];
      const got = demandQueue === undefined ? "no place in the queue stated" : `${demandQueue.gate} with land ${demandQueue.siteControl}`;
      return [
        {
          urn,
          got: `${granted} MW: ${got}`,
          want: `${gate.value.gate}, with land owned, leased or optioned`,
          fix: demandQueue === undefined ? "declare demandQueue: gate and siteControl" : "secure the land, and pass the gate",
          ...advisoryUnlessInForce(gate),
        },
      ];
    });
  },
});

export const isPriorityPower = factRule({
  name: "is-priority-power",
  description: "Power in Iceland is contracted with priority",
  why: "In the dry winters of 2022 to 2024 contracts without priority were curtailed; those with priority never.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "Icelandic supply contracts",
    version: "2026",
    reference: "priority and curtailable power",
    specification: "priorityClass is priority",
  },
  remediation: "Contract priority power, or plan for curtailment and say so to tenants.",
  tags: ["grid", "iceland", "contract"],
  parameters: noParameters,
  law: icelandicSupply,
  of: select(powerAgreementContract, { ...agreementTerms, priorityClass: true }),
  judge: (agreement, { date }) => {
    const { gridZone, megawatts: contracted, priorityClass } = agreement;
    const over = overBefore(agreement, date);
    if (over !== undefined) return over;
    if (gridZone !== "IS") return { notApplicable: `the power is contracted in ${gridZone}, not in Iceland` };
    const [supply] = inForceOn(icelandicSupply, date);
    if (supply === undefined) return { notApplicable: `no curtailment was known on ${date}` };
    if (priorityClass === supply.value.class) return [];
    return [
      {
        got: `${contracted} MW ${priorityClass === undefined ? "without a class of supply" : `that is ${priorityClass}`}`,
        want: "priority power",
        fix: priorityClass === undefined ? "declare priorityClass" : "contract priority power",
        ...advisoryUnlessInForce(supply),
      },
    ];
  },
});
