import type { FleetSummary } from "../../components/fleet/schema.ts";
import { number, table } from "./table.ts";

function deploymentOf({ deployment }: FleetSummary["sites"][string]): string {
  switch (deployment.state) {
    case "deployed":
      return "deployed";
    case "not-deployed":
      return `not deployed: ${deployment.run}`;
    case "differs":
      return `differs in ${deployment.paths.join(", ")}: ${deployment.run}`;
    case "other-version":
      return `has ${deployment.got}, not ${deployment.want}: ${deployment.run}`;
  }
}

/** `requests for scout at narvik: of openai to narvik (NO), loughton (GB)`, a line a tenant. */
const printRouting = (routing: FleetSummary["routing"]): string[] =>
  Object.entries(routing).flatMap(([stack, endpoints]) =>
    Object.entries(endpoints).flatMap(([endpoint, tenants]) =>
      Object.entries(tenants).map(([tenant, { stops }]) => {
        const way = stops.map((stop) => `${stop.stack} (${stop.jurisdiction})`).join(", ");
        return `  requests for ${endpoint} at ${stack}: of ${tenant} ${way === "" ? "refused" : `to ${way}`}`;
      }),
    ),
  );

/** What the fleet is, for the person who has just brought it up. */
export function printFleet({ asOf, sites, gpus, megawatts, milestones, energy, routing, surplus }: FleetSummary): string {
  return [
    "",
    `The fleet as of ${asOf}: ${number(gpus.planned)} GPUs planned, ${number(gpus.installed)} installed, ${number(megawatts.capacity)} MW of capacity`,
    "",
    ...table([
      ["site", "country", "GPUs", "installed", "capacity MW", "facility MW"],
      ...Object.entries(sites).map(([stack, site]) => [
        stack,
        site.country,
        number(site.gpusPlanned),
        number(site.gpusInstalled),
        number(site.capacityMegawatts, 1),
        number(site.facilityMegawatts, 1),
      ]),
    ]),
    ...Object.entries(sites).map(([stack, site]) => `  ${stack}: ${deploymentOf(site)}`),
    "",
    ...milestones.flatMap(({ date, wantedGpus, gpus: there, reached, shortByGpus, closedBy }) => [
      `  ${date}: ${number(there)} of ${number(wantedGpus)} GPUs, ${reached ? "reached" : `short by ${number(shortByGpus)}`}`,
      ...closedBy.map((line) => `    would close it: ${line}`),
    ]),
    "",
    `  ${number(energy.megawattHoursPerYear)} MWh a year with every planned cluster at work; CO2 by location ${number(energy.locationBasedTonnesCo2PerYear)} t, by market ${number(energy.marketBasedTonnesCo2PerYear)} t`,
    ...printRouting(routing),
    ...surplus.map(({ tenant, site, servesFrom }) => `  surplus of ${site} may go to ${tenant}, for ${servesFrom.join(", ")}`),
    "",
  ].join("\n");
}
