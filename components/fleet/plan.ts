import { jurisdictions } from "../catalog/jurisdictions.ts";
import { loadOf, machinesFor, megawatts } from "../capacity/power.ts";
import type { Summary } from "../summary/schema.ts";
import { summaryVersion } from "../summary/schema.ts";
import { compareSite } from "./compare.ts";
import { fleetEnergy } from "./energy.ts";
import { routingFacts } from "../failover/facts.ts";
import type { PeerSites } from "../failover/peers.ts";
import type { FleetSummary } from "./schema.ts";
import type { FleetSpec } from "../schema/fleet.ts";
import { printNumber } from "../lib/number.ts";

/** Sums `amount` of the items by their `key`, with the keys sorted. */
function totals<Item>(items: readonly Item[], key: (item: Item) => string, amount: (item: Item) => number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const item of items) sums[key(item)] = (sums[key(item)] ?? 0) + amount(item);
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => a.localeCompare(b, "en")));
}

const countryOf = ({ site }: Summary) => jurisdictions[site.jurisdiction].country;
const capacityOf = ({ phases }: Summary) => phases.at(-1)?.capacityMegawatts ?? 0;

/** GPUs delivered to the fleet by a date. */
const deliveredBy = (summaries: readonly Summary[], date: string) =>
  summaries
    .flatMap(({ deliveries }) => deliveries)
    .filter((delivery) => delivery.date <= date)
    .reduce((sum, { gpus }) => sum + gpus, 0);

/** Ways to close a gap: the next declared deliveries until it is closed, then GPUs that no site declares, with their megawatts. */
function closers(summaries: readonly Summary[], date: string, shortBy: number): string[] {
  const later = summaries
    .flatMap(({ stack, deliveries }) => deliveries.map((delivery) => ({ stack, ...delivery })))
    .filter((delivery) => delivery.date > date)
    .sort((a, b) => (a.date === b.date ? a.stack.localeCompare(b.stack, "en") : a.date < b.date ? -1 : 1));
  const lines: string[] = [];
  let missing = shortBy;
  for (const { stack, date: on, gpus, accelerator } of later) {
    if (missing <= 0) return lines;
    lines.push(`${printNumber(gpus)} ${accelerator} at ${stack}, declared for ${on}, brought forward`);
    missing -= gpus;
  }
  if (missing > 0) {
    const { units } = machinesFor("gb300-nvl72", missing);
    const { itMegawatts } = loadOf("gb300-nvl72", missing, 1);
    lines.push(
      `${printNumber(missing)} GPUs that no site declares: ${printNumber(units)} GB300 racks, ${itMegawatts.toFixed(1)} MW of IT load`,
    );
  }
  return lines;
}

function milestonesOf(spec: FleetSpec, summaries: readonly Summary[]): FleetSummary["milestones"] {
  return spec.milestones.map(({ date, gpus: wanted }) => {
    const gpus = deliveredBy(summaries, date);
    const shortByGpus = Math.max(0, wanted.value - gpus);
    return {
      date,
      wantedGpus: wanted.value,
      gpus,
      reached: shortByGpus === 0,
      shortByGpus,
      closedBy: closers(summaries, date, shortByGpus),
    };
  });
}

function yearsOf(spec: FleetSpec, summaries: readonly Summary[]): string[] {
  const dates = [
    ...spec.milestones.map(({ date }) => date),
    ...summaries.flatMap(({ deliveries, phases }) => [
      ...deliveries.map(({ date }) => date),
      ...phases.map(({ energisedOn }) => energisedOn),
    ]),
  ];
  const years = dates.map((date) => Number(date.slice(0, 4)));
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => String(first + index));
}

const capacityBy = (summary: Summary, date: string) =>
  summary.phases.filter(({ energisedOn }) => energisedOn <= date).at(-1)?.capacityMegawatts ?? 0;

/**
 * The fleet in numbers, from each site's data.
 *
 * @param deployed Each site's deployed summary; undefined if its stack does not exist.
 * @param serving The sites, as far as requests for models go there.
 */
export function planFleet(
  spec: FleetSpec,
  expected: readonly Summary[],
  deployed: Readonly<Record<string, unknown>>,
  serving: PeerSites = new Map(),
): FleetSummary {
  const clusters = expected.flatMap((summary) => Object.values(summary.clusters));
  const tenants = expected.flatMap((summary) => Object.entries(summary.tenants));
  const years = yearsOf(spec, expected);
  const perYear = (amount: (date: string) => number) => Object.fromEntries(years.map((year) => [year, amount(`${year}-12-31`)]));
  return {
    version: summaryVersion,
    stack: "fleet",
    asOf: spec.asOf,
    sites: Object.fromEntries(
      expected.map((summary) => [
        summary.stack,
        {
          name: summary.site.name,
          jurisdiction: summary.site.jurisdiction,
          country: countryOf(summary),
          gpusPlanned: summary.gpus.planned,
          gpusInstalled: summary.gpus.installed,
          capacityMegawatts: capacityOf(summary),
          facilityMegawatts: summary.phases.at(-1)?.facilityMegawatts ?? 0,
          deployment: compareSite(summary, deployed[summary.stack]),
        },
      ]),
    ),
    gpus: {
      planned: expected.reduce((sum, { gpus }) => sum + gpus.planned, 0),
      installed: deliveredBy(expected, spec.asOf),
      byCountry: totals(expected, countryOf, ({ gpus }) => gpus.planned),
      bySku: totals(
        clusters,
        ({ accelerator }) => accelerator,
        ({ gpus }) => gpus,
      ),
      byTenant: totals(
        tenants,
        ([tenant]) => tenant,
        ([, { guaranteedGpus }]) => guaranteedGpus,
      ),
      byYear: perYear((date) => deliveredBy(expected, date)),
    },
    megawatts: {
      capacity: megawatts(expected.reduce((sum, summary) => sum + capacityOf(summary), 0)),
      byCountry: totals(expected, countryOf, capacityOf),
      byYear: perYear((date) => megawatts(expected.reduce((sum, summary) => sum + capacityBy(summary, date), 0))),
    },
    milestones: milestonesOf(spec, expected),
    energy: fleetEnergy(expected),
    routing: Object.fromEntries(
      [...serving.keys()].flatMap((stack) => {
        const facts = routingFacts(stack, serving);
        return Object.keys(facts).length === 0 ? [] : [[stack, facts]];
      }),
    ),
    surplus: expected.flatMap((summary) =>
      Object.entries(summary.tenants).flatMap(([tenant, { offtake }]) =>
        offtake?.kind === "surplus" ? [{ tenant, site: summary.stack, servesFrom: offtake.servesFrom ?? [] }] : [],
      ),
    ),
  };
}
