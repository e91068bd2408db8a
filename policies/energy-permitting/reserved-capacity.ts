import { inForceOn } from "../../components/lib/dated.ts";
import { megawatts } from "../../components/capacity/power.ts";
import { phaseContract } from "../../components/schema/contracts/site.ts";
import { capacityWithdrawals } from "../law/grid-access.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { noParameters } from "../lib/parameters.ts";
import { connectionsAmong, permits, sitePlace } from "../lib/site-facts.ts";

export const reservedCapacityUsed = siteRule({
  name: "reserved-capacity-used",
  description: "Grid capacity that is granted in Norway belongs to phases that are in use, built or planned",
  why: "Since 2026 a grid company may take back what a customer neither uses nor will use within reasonable time: megawatts without a phase are not to be counted on.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "Norwegian regulation on grids and the energy market (NEM)",
    version: "2026-01-01",
    reference: "section 3-8",
    specification: "sum of the connections in force ≤ capacity of the largest phase that is more than an ambition",
  },
  url: "https://www.regjeringen.no/no/aktuelt/Forskriftsendringer-for-mer-effektiv-utnyttelse-av-stromnettet/id3118387",
  remediation: "Plan the phase that needs the megawatts, with its date, or give them back.",
  tags: ["grid", "norway", "megawatts"],
  parameters: noParameters,
  law: capacityWithdrawals,
  site: sitePlace,
  others: { phases: phaseContract, permits },
  judge: ({ urn, facts: { location } }, others, { date }) => {
    const leave = inForceOn(capacityWithdrawals, date).find(({ value }) => value.jurisdiction === location.jurisdiction);
    if (leave === undefined)
      return { notApplicable: `no text of ${date} lets a grid owner in ${location.jurisdiction} take capacity back` };
    const granted = connectionsAmong(others.permits).filter(
      ({ facts: { grantedOn, validTo } }) => grantedOn <= date && (validTo === undefined || validTo >= date),
    );
    if (granted.length === 0) return { notApplicable: `no grid connection is in force on ${date}` };
    const reserved = megawatts(granted.reduce((sum, { facts }) => sum + facts.megawatts, 0));
    const planned = Math.max(
      0,
      ...others.phases.filter(({ facts }) => facts.status !== "ambition").map(({ facts }) => facts.capacityMegawatts),
    );
    if (reserved <= planned) return [];
    return [
      {
        urn,
        got: `${reserved} MW of grid connection for ${planned} MW that are in use, built or planned`,
        want: "capacity that a phase uses, or is to use within reasonable time",
        fix: `plan a phase for the other ${megawatts(reserved - planned)} MW, or give them back before the grid owner takes them`,
        ...advisoryUnlessInForce(leave),
      },
    ];
  },
});
