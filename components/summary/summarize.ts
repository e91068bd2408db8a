import { scalableUnitsOf } from "../cluster/plan/scalable-units.ts";
import { availabilityOf, printAvailability } from "../inference/availability.ts";
import { summarizeFlexibility } from "./flexibility.ts";
import { endpointFacts } from "../inference/facts.ts";
import { disputesIn } from "../lib/dispute.ts";
import { referenced } from "../lib/referenced.ts";
import { assumptionsIn, unwrapFacts } from "../lib/unwrap-facts.ts";
import { gpusInAll, gpusUpTo, stepsOf } from "../capacity/growth.ts";
import { addLoads, loadOf, machinesFor, megawatts } from "../capacity/power.ts";
import { megawattsWithOneFeedLost } from "../site/feeds.ts";
import type { GpuGoalSpec } from "../schema/gpu-goal.ts";
import { slurmCluster } from "../slurm/clusters.ts";
import { modelOf } from "../slurm/derive/index.ts";
import { guaranteedGpusOf } from "../capacity/guarantees.ts";
import { slurmGpus } from "../slurm/model.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { StackSpec } from "../schema/stack.ts";
import type { TenantSpec } from "../schema/tenant.ts";
import { notesOn } from "./notes/index.ts";
import { summaryVersion, type Summary } from "./schema.ts";
import { siteOn, timelineOf } from "./timeline.ts";

/** The state of each cluster's layers: rendered, live or waiting. */
export type LayerStates = Readonly<Record<string, Summary["clusters"][string]["layers"]>>;

/** A stack in numbers at its `asOf`. Without layer states, each cluster counts as rendered. */
export function summarize(stackName: string, spec: StackSpec, layers: LayerStates = {}): Summary {
  const { clusters, deliveries, asOf } = spec;
  return {
    version: summaryVersion,
    stack: stackName,
    asOf,
    site: summarizeSite(spec),
    gpus: {
      planned: gpusOf(Object.values(clusters)),
      installed: siteOn(spec, asOf).gpusInstalled,
      bySku: bySku(spec),
    },
    phases: summarizePhases(spec),
    power: Object.entries(unwrapFacts(spec.site.powerAgreements)).map(([agreement, { kind, source, megawatts: contracted, ...term }]) => ({
      agreement,
      kind,
      source,
      megawatts: contracted,
      validFrom: term.validFrom,
      validTo: term.validTo,
      guaranteesOfOrigin: term.guaranteesOfOrigin,
      ...(term.usdPerMegawattHour === undefined ? {} : { usdPerMegawattHour: term.usdPerMegawattHour }),
    })),
    ...(Object.keys(spec.site.flexibility).length === 0 ? {} : { flexibility: unwrapFacts(spec.site.flexibility) }),
    clusters: Object.fromEntries(
      Object.entries(clusters).map(([name, cluster]) => [name, summarizeCluster(name, cluster, spec, layers[name] ?? "rendered")]),
    ),
    tenants: Object.fromEntries(Object.entries(spec.tenants).map(([name, tenant]) => [name, summarizeTenant(name, tenant, spec)])),
    endpoints: Object.fromEntries(
      Object.entries(spec.inference?.endpoints ?? {}).map(([name, endpoint]) => [
        name,
        {
          ...endpointFacts(name, endpoint, referenced(clusters, endpoint.cluster).accelerator, spec.site.location.jurisdiction),
          ...printAvailability(availabilityOf(spec, endpoint)),
        },
      ]),
    ),
    ...summarizePublicApi(spec),
    timeline: timelineOf(spec),
    deliveries: Object.values(deliveries).map(({ deliveredOn, accelerator, gpus }) => ({
      date: deliveredOn.value,
      accelerator,
      gpus: gpus.value,
    })),
    assumptions: assumptionsIn(spec),
    disputes: disputesIn(spec).map(({ claims, ...dispute }) => ({ ...dispute, claims: [...claims] })),
    notes: notesOn(spec),
  };
}

function summarizePublicApi({ inference }: StackSpec): Pick<Summary, "publicApi"> {
  if (inference?.gateway.servesPublicApi === undefined) return {};
  const { cluster, servesPublicApi } = inference.gateway;
  return { publicApi: { cluster, isServed: servesPublicApi.value } };
}

/** All GPUs of clusters, those that they grow to included. */
const gpusOf = (clusters: readonly GpuClusterSpec[]) => clusters.reduce((sum, cluster) => sum + gpusInAll(cluster), 0);

function bySku({ clusters }: StackSpec): Record<string, number> {
  const skus = [...new Set(Object.values(clusters).map(({ accelerator }) => accelerator))].sort();
  return Object.fromEntries(skus.map((sku) => [sku, gpusOf(Object.values(clusters).filter(({ accelerator }) => accelerator === sku))]));
}

function summarizeSite({ site }: StackSpec): Summary["site"] {
  const { name, operator, location, cooling, efficiency, halls, owners, heatReuse } = unwrapFacts(site);
  return {
    name,
    place: location.place,
    latitudeDegrees: location.latitudeDegrees,
    longitudeDegrees: location.longitudeDegrees,
    jurisdiction: location.jurisdiction,
    gridZone: location.gridZone,
    operator: operator.legalName,
    statuses: site.statuses.map(({ status, on }) => ({ status, on: on.value, source: on.basis === "assumed" ? on.reason : on.source })),
    cooling: cooling.system,
    powerUsageEffectiveness: efficiency.powerUsageEffectiveness,
    loadFactor: efficiency.loadFactor,
    renewableEnergyFactor: efficiency.renewableEnergyFactor,
    halls: Object.fromEntries(
      Object.entries(halls).map(([hall, { place = location.place, rackKilowatts }]) => [hall, { place, rackKilowatts }]),
    ),
    owners,
    heatReuse,
  };
}

function summarizeCluster(
  name: string,
  cluster: GpuClusterSpec,
  spec: StackSpec,
  layers: LayerStates[string],
): Summary["clusters"][string] {
  const { accelerator, gpus, phase, hall } = cluster;
  const rows = scalableUnitsOf(name, cluster);
  return {
    accelerator,
    phase,
    hall,
    ...machinesFor(accelerator, gpus.value),
    racks: rows.reduce((sum, { racks }) => sum + racks, 0),
    rows: rows.length,
    ...loadOf(accelerator, gpus.value, spec.site.efficiency.powerUsageEffectiveness.value),
    layers,
    ...summarizeSlurm(name, spec),
    ...summarizeGrowth(cluster, spec),
  };
}

/** Machines, power and guarantees of each step of a cluster that grows. */
function summarizeGrowth(cluster: GpuClusterSpec, { site }: StackSpec): Pick<Summary["clusters"][string], "growth"> {
  const { accelerator, growth, kubernetes, slurm } = cluster;
  if (growth === undefined) return {};
  const tenants = [...new Set([...Object.keys(kubernetes.tenants), ...Object.keys(slurm?.tenants ?? {})])].sort();
  return {
    growth: stepsOf(cluster).map(({ phase, gpus }) => {
      const { units, hosts } = machinesFor(accelerator, gpus);
      const then = { ...cluster, gpus: { ...cluster.gpus, value: gpus } };
      return {
        phase,
        gpus,
        units,
        hosts,
        ...loadOf(accelerator, gpus, site.efficiency.powerUsageEffectiveness.value),
        guaranteedGpus: Object.fromEntries(tenants.map((tenant) => [tenant, guaranteedGpusOf(tenant, then)])),
      };
    }),
  };
}

function summarizeSlurm(name: string, spec: StackSpec): Pick<Summary["clusters"][string], "slurm"> {
  const cluster = slurmCluster(name, spec);
  if (cluster === undefined) return {};
  const model = modelOf(name, cluster, spec);
  return {
    slurm: {
      gpus: slurmGpus(model),
      hosts: model.nodeSets.reduce((sum, { hosts }) => sum + hosts, 0),
      nodeSets: model.nodeSets.length,
      partitions: Object.fromEntries(model.partitions.map((partition) => [partition.name, partition.purpose])),
    },
  };
}

function summarizeTenant(name: string, { organisation, residency }: TenantSpec, { site, clusters }: StackSpec): Summary["tenants"][string] {
  const offtake = site.offtake[name];
  return {
    legalName: organisation.legalName.value,
    headquarters: organisation.headquarters.value,
    residency,
    guaranteedGpus: Object.values(clusters).reduce((sum, cluster) => sum + guaranteedGpusOf(name, cluster), 0),
    ...(offtake === undefined ? {} : { offtake: unwrapFacts(offtake) }),
  };
}

function summarizeGoal(spec: StackSpec, goal: GpuGoalSpec, plannedGpus: number): NonNullable<Summary["phases"][number]["gpuGoal"]> {
  const { by } = goal;
  return { ...unwrapFacts(goal), plannedGpus, ...(by === undefined ? {} : { deliveredGpus: siteOn(spec, by.value).gpusInstalled }) };
}

function summarizePhases(spec: StackSpec): Summary["phases"] {
  const { site, clusters } = spec;
  const pue = site.efficiency.powerUsageEffectiveness.value;
  return site.phases.map((phase, index) => {
    const upTo = site.phases.slice(0, index + 1).map(({ name }) => name);
    const placed = Object.values(clusters).map((cluster) => [cluster.accelerator, gpusUpTo(stepsOf(cluster), upTo)] as const);
    const load = addLoads(placed.map(([accelerator, gpus]) => loadOf(accelerator, gpus, pue)));
    const capacityMegawatts = phase.capacityMegawatts.value;
    return {
      name: phase.name,
      status: phase.status,
      energisedOn: phase.energisedOn.value,
      capacityMegawatts,
      ...load,
      headroomMegawatts: megawatts(capacityMegawatts - load.facilityMegawatts),
      redundancy: phase.feeds.redundancy.value,
      // If a feed fails, a spare one keeps the full capacity; without a spare, the capacity shrinks to that of the other feeds.
      headroomOneFeedLostMegawatts: megawatts(Math.min(capacityMegawatts, megawattsWithOneFeedLost(phase.feeds)) - load.facilityMegawatts),
      ...(phase.gpuGoal === undefined
        ? {}
        : {
            gpuGoal: summarizeGoal(
              spec,
              phase.gpuGoal,
              placed.reduce((sum, [, gpus]) => sum + gpus, 0),
            ),
          }),
      ...summarizeFlexibility(spec, phase),
    };
  });
}
