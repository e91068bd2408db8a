import { guaranteedGpus } from "../kubernetes/plan.ts";
import { dayAfter } from "../lib/date.ts";
import { assumptionsIn } from "../lib/plain.ts";
import { addLoads, loadOf, machinesFor, megawatts } from "../lib/power.ts";
import type { StackSpec } from "../spec.ts";
import { summaryVersion, type Summary } from "./schema.ts";

/** How each cluster's layers are declared. */
export type LayerStates = Readonly<Record<string, Summary["clusters"][string]["layers"]>>;

/** A stack in numbers, at its `asOf`. Without layer states each cluster is taken as rendered. */
export function summarize(stack: string, spec: StackSpec, layers: LayerStates = {}): Summary {
  const { site, clusters, deliveries, asOf } = spec;
  const pue = site.efficiency.powerUsageEffectiveness.value;
  const sumGpus = (entries: readonly { readonly gpus: { readonly value: number } }[]) =>
    entries.reduce((sum, { gpus }) => sum + gpus.value, 0);
  const skus = [...new Set(Object.values(clusters).map(({ accelerator }) => accelerator))].sort();
  return {
    version: summaryVersion,
    stack,
    asOf,
    site: site.name,
    jurisdiction: site.location.jurisdiction,
    gridZone: site.location.gridZone,
    gpus: {
      planned: sumGpus(Object.values(clusters)),
      installed: sumGpus(Object.values(deliveries).filter(({ deliveredOn }) => deliveredOn.value <= asOf)),
      bySku: Object.fromEntries(
        skus.map((sku) => [sku, sumGpus(Object.values(clusters).filter(({ accelerator }) => accelerator === sku))]),
      ),
    },
    phases: summarizePhases(spec),
    powerMix: Object.values(site.powerAgreements)
      .filter(({ validFrom, validTo }) => validFrom.value <= asOf && asOf <= validTo.value)
      .map(({ kind, source, megawatts: contracted }) => ({ kind, source: source.value, megawatts: contracted.value })),
    clusters: Object.fromEntries(
      Object.entries(clusters).map(([name, { accelerator, gpus, phase }]) => {
        const machines = machinesFor(accelerator, gpus.value);
        return [name, { accelerator, phase, ...machines, ...loadOf(accelerator, gpus.value, pue), layers: layers[name] ?? "rendered" }];
      }),
    ),
    tenants: Object.fromEntries(
      Object.entries(spec.tenants).map(([tenant, { organisation }]) => [
        tenant,
        { legalName: organisation.legalName.value, guaranteedGpus: tenantGpus(spec, tenant) },
      ]),
    ),
    timeline: timelineOf(spec),
    assumptions: assumptionsIn(spec),
  };
}

function tenantGpus({ clusters }: StackSpec, tenant: string): number {
  return Object.values(clusters).reduce((sum, cluster) => {
    const share = cluster.kubernetes.tenants[tenant]?.guaranteedSharePercent.value;
    return share === undefined ? sum : sum + guaranteedGpus(cluster, share);
  }, 0);
}

function summarizePhases({ site, clusters }: StackSpec): Summary["phases"] {
  const pue = site.efficiency.powerUsageEffectiveness.value;
  return site.phases.map((phase, index) => {
    const upTo = site.phases.slice(0, index + 1).map(({ name }) => name);
    const placed = Object.values(clusters).filter((cluster) => upTo.includes(cluster.phase));
    const load = addLoads(placed.map(({ accelerator, gpus }) => loadOf(accelerator, gpus.value, pue)));
    const capacityMegawatts = phase.capacityMegawatts.value;
    return {
      name: phase.name,
      status: phase.status,
      energisedOn: phase.energisedOn.value,
      capacityMegawatts,
      ...load,
      headroomMegawatts: megawatts(capacityMegawatts - load.facilityMegawatts),
    };
  });
}

/** What begins and ends at a site, by date. */
function timelineOf({ site, deliveries }: StackSpec): Summary["timeline"] {
  const events = [
    ...site.phases.map(({ name, energisedOn, capacityMegawatts }) => ({
      date: energisedOn.value,
      event: `phase ${name}: ${capacityMegawatts.value} MW`,
    })),
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
