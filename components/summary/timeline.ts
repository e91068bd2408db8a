import { dayAfter, type IsoDate } from "../lib/date.ts";
import { gpusUpTo, stepsOf } from "../capacity/growth.ts";
import { addLoads, loadOf, megawatts, type Load } from "../capacity/power.ts";
import type { StackSpec } from "../schema/stack.ts";

/** The beginnings and ends at a site, by date. */
export function timelineOf({ site, clusters, deliveries }: StackSpec): { date: IsoDate; event: string }[] {
  const events = [
    ...site.phases.map(({ name, energisedOn, capacityMegawatts }) => ({
      date: energisedOn.value,
      event: `phase ${name}: ${capacityMegawatts.value} MW`,
    })),
    ...site.phases.flatMap(({ name, energisedOn }) =>
      Object.entries(clusters).flatMap(([cluster, { phase, growth }]) =>
        growth?.[name] === undefined || name === phase
          ? []
          : [{ date: energisedOn.value, event: `cluster ${cluster} grows to ${growth[name].value} GPUs` }],
      ),
    ),
    ...Object.entries(site.powerAgreements).flatMap(([name, { validFrom, validTo, megawatts: contracted }]) => [
      { date: validFrom.value, event: `agreement ${name} begins: ${contracted.value} MW` },
      { date: dayAfter(validTo.value), event: `agreement ${name} has ended` },
    ]),
    ...Object.entries(site.permits).flatMap(([name, { grantedOn, validTo }]) => [
      { date: grantedOn.value, event: `permit ${name} granted` },
      ...(validTo === undefined ? [] : [{ date: dayAfter(validTo.value), event: `permit ${name} has ended` }]),
    ]),
    ...Object.entries(deliveries).map(([name, { deliveredOn, gpus, accelerator }]) => ({
      date: deliveredOn.value,
      event: `delivery ${name}: ${gpus.value} ${accelerator} GPUs`,
    })),
  ];
  return events.sort((a, b) => (a.date === b.date ? a.event.localeCompare(b.event, "en") : a.date < b.date ? -1 : 1));
}

/** The state of a site on a date. */
export interface SiteSnapshot extends Load {
  readonly date: IsoDate;
  /** Names of the phases that are energised. */
  readonly phases: readonly string[];
  /** Capacity of the last energised phase; 0 before the first. */
  readonly capacityMegawatts: number;
  /** Names of the agreements in force, and the sum of their megawatts. */
  readonly agreements: readonly string[];
  readonly contractedMegawatts: number;
  /** Names of the permits that are granted and have not ended. */
  readonly permits: readonly string[];
  /** GPUs delivered; the load is that of the clusters whose phase is energised, delivered or not. */
  readonly gpusInstalled: number;
}

/** The state of a site on `date`, which may be before or after the stack's `asOf`. */
export function siteOn({ site, clusters, deliveries }: StackSpec, date: IsoDate): SiteSnapshot {
  const energised = site.phases.filter(({ energisedOn }) => energisedOn.value <= date);
  const names = energised.map(({ name }) => name);
  const agreements = Object.entries(site.powerAgreements).filter(([, term]) => term.validFrom.value <= date && date <= term.validTo.value);
  const pue = site.efficiency.powerUsageEffectiveness.value;
  const loads = Object.values(clusters).map((cluster) => loadOf(cluster.accelerator, gpusUpTo(stepsOf(cluster), names), pue));
  return {
    date,
    phases: names,
    capacityMegawatts: energised.at(-1)?.capacityMegawatts.value ?? 0,
    agreements: agreements.map(([name]) => name),
    contractedMegawatts: megawatts(agreements.reduce((sum, [, term]) => sum + term.megawatts.value, 0)),
    permits: Object.entries(site.permits)
      .filter(([, { grantedOn, validTo }]) => grantedOn.value <= date && (validTo === undefined || date <= validTo.value))
      .map(([name]) => name),
    gpusInstalled: Object.values(deliveries)
      .filter(({ deliveredOn }) => deliveredOn.value <= date)
      .reduce((sum, { gpus }) => sum + gpus.value, 0),
    ...addLoads(loads),
  };
}
