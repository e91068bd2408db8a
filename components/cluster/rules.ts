import { accelerators } from "../catalog/accelerators.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import { gpusInAll, gpusUpTo, stepsOf } from "../capacity/growth.ts";
import { machinesFor, rackKilowatts } from "../capacity/power.ts";
import type { StackSpec } from "../schema/stack.ts";
import { controlPlaneRules } from "./control-plane-rules.ts";
import { powerRules } from "./power-rules.ts";
import { printNumber } from "../lib/number.ts";

const rule = rulesOver<StackSpec>();

/** The largest cluster that Kubernetes supports (kubernetes.io, "Considerations for large clusters"). */
const mostNodes = 5000;

const phasesExist = rule(["site.phases", "clusters.*"], (phases, clusters) => {
  const known = phases.map(({ name }) => name);
  return Object.entries(clusters).flatMap(([name, { phase, growth = {} }]) =>
    [[`clusters.${name}.phase`, phase] as const, ...Object.keys(growth).map((each) => [`clusters.${name}.growth.${each}`, each] as const)]
      .filter(([, each]) => !known.includes(each))
      .map(([path, each]) =>
        wrongName({
          path,
          name: each,
          of: "a phase of the site",
          known,
          fix: "name one of them, or declare the phase in site.phases",
          missing: `site.phases.${each}`,
        }),
      ),
  );
});

const clustersGrow = rule(["site.phases", "clusters.*"], (phases, clusters) => {
  const order = phases.map(({ name }) => name);
  return Object.entries(clusters).flatMap(([name, cluster]): Fault[] => {
    const later = Object.entries(cluster.growth ?? {}).filter(([phase]) => order.includes(phase));
    return later.flatMap(([phase, gpus]): Fault[] => {
      const path = `clusters.${name}.growth.${phase}`;
      if (order.indexOf(phase) <= order.indexOf(cluster.phase)) {
        const want = `a phase after ${cluster.phase}, with which the cluster begins`;
        return [{ path, got: phase, want, fix: "name a later phase, or correct the cluster's own" }];
      }
      const before = gpusUpTo(stepsOf(cluster), order.slice(0, order.indexOf(phase)));
      if (gpus.value > before) return [];
      return [
        {
          path,
          got: `${printNumber(gpus.value)} GPUs`,
          want: `more than the ${printNumber(before)} that the cluster has before: growth counts the whole cluster`,
          fix: "write the GPUs of the whole cluster from that phase on, or leave the phase out",
        },
      ];
    });
  });
});

const hallsExist = rule(["keys of site.halls", "clusters.*"], (halls, clusters) =>
  Object.entries(clusters)
    .filter(([, { hall }]) => !halls.includes(hall))
    .map(([name, { hall }]) =>
      wrongName({
        path: `clusters.${name}.hall`,
        name: hall,
        of: "a hall of the site",
        known: halls,
        fix: "name one of them, or declare the hall in site.halls",
        missing: `site.halls.${hall}`,
      }),
    ),
);

const racksFitTheirHall = rule(["site.halls.*", "clusters.*"], (halls, clusters) =>
  Object.entries(clusters).flatMap(([name, { accelerator, hall, unitsPerRack }]): Fault[] => {
    const limit = halls[hall]?.rackKilowatts.value;
    const rack = rackKilowatts(accelerator, unitsPerRack.value);
    if (limit === undefined || rack <= limit) return [];
    return [
      {
        path: `clusters.${name}.unitsPerRack`,
        got: `${printNumber(unitsPerRack.value)} x ${accelerators[accelerator].unitKilowatts.value} kW = ${printNumber(rack, { atLeast: 1, atMost: 1 })} kW a rack`,
        want: `at most the ${printNumber(limit)} kW that hall ${hall} gives a rack`,
        fix:
          unitsPerRack.value > 1
            ? "put fewer hosts in a rack, or choose another hall"
            : "choose a hall for denser racks, or another accelerator",
      },
    ];
  }),
);

const coolingReaches = rule(["site.cooling", "clusters.*"], ({ system, supplies }, clusters) =>
  Object.entries(clusters).flatMap(([name, { accelerator }]) => {
    const { name: product, cooling } = accelerators[accelerator];
    if (cooling.some((wanted) => supplies.value.includes(wanted))) return [];
    return [
      {
        path: `clusters.${name}.accelerator`,
        got: `${product}, cooled by ${cooling.join(" or ")}, at a site whose ${system.value} cooling supplies ${supplies.value.join(" and ")}`,
        want: `an accelerator that ${supplies.value.join(" or ")} can cool`,
        fix: `choose another accelerator, or add ${cooling.join(" or ")} to site.cooling.supplies if the site has it`,
      },
    ];
  }),
);

const nodesFitOneCluster = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, cluster]) => {
    const { accelerator, controlPlane } = cluster;
    const gpus = gpusInAll(cluster);
    const { hosts, units } = machinesFor(accelerator, gpus);
    const nodes = hosts + controlPlane.replicas;
    if (nodes <= mostNodes) return [];
    // A rack is never divided between clusters.
    const unitsInOne = Math.floor((mostNodes - controlPlane.replicas) / accelerators[accelerator].unit.hosts);
    const clustersNeeded = Math.ceil(units / unitsInOne);
    return [
      {
        path: `clusters.${name}.gpus`,
        got: `${printNumber(gpus)} GPUs on ${printNumber(hosts)} hosts, ${printNumber(nodes)} nodes with the control plane`,
        want: `at most ${printNumber(mostNodes)} nodes in one Kubernetes cluster`,
        fix: `spread them over ${printNumber(clustersNeeded)} clusters or more`,
      },
    ];
  }),
);

const scalableUnitsExist = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, cluster]) => {
    const { accelerator, scalableUnitUnits, releaseByScalableUnit } = cluster;
    const count = Math.ceil(machinesFor(accelerator, gpusInAll(cluster)).units / scalableUnitUnits.value);
    const isKnown = (unit: string) => /^su-[1-9]\d*$/.test(unit) && Number(unit.slice(3)) <= count;
    return Object.keys(releaseByScalableUnit)
      .filter((unit) => !isKnown(unit))
      .map((unit): Fault => ({
        path: `clusters.${name}.releaseByScalableUnit`,
        got: unit,
        want: count === 1 ? "su-1" : `su-1 to su-${count}`,
        fix: "name a scalable unit of the cluster",
      }));
  }),
);

const deliveriesFit = rule(["keys of clusters", "clusters.*", "deliveries.*", "site.phases"], (known, clusters, deliveries, phases) =>
  Object.entries(deliveries).flatMap(([name, delivery]): Fault[] => {
    const path = `deliveries.${name}`;
    const cluster = clusters[delivery.cluster];
    if (!known.includes(delivery.cluster)) {
      const missing = `clusters.${delivery.cluster}`;
      return [
        wrongName({
          path: `${path}.cluster`,
          name: delivery.cluster,
          of: "a cluster of the stack",
          known,
          fix: "correct the name",
          missing,
        }),
      ];
    }
    if (cluster === undefined) return [];
    const faults: Fault[] = [];
    if (delivery.accelerator !== cluster.accelerator) {
      faults.push({
        path: `${path}.accelerator`,
        got: delivery.accelerator,
        want: `${cluster.accelerator}, which clusters.${delivery.cluster} is made of`,
        fix: "correct one of the two",
      });
    }
    const energisedOn = phases.find((phase) => phase.name === cluster.phase)?.energisedOn.value;
    if (energisedOn !== undefined && delivery.deliveredOn.value < energisedOn) {
      faults.push({
        path: `${path}.deliveredOn`,
        got: delivery.deliveredOn.value,
        want: `a date not before ${energisedOn}, when phase ${cluster.phase} is energised`,
        fix: "correct the date, or place the cluster in an earlier phase",
      });
    }
    return faults;
  }),
);

const deliveriesAddUp = rule(["clusters.*", "deliveries"], (clusters, deliveries) =>
  Object.entries(clusters).flatMap(([name, whole]) => {
    const gpus = gpusInAll(whole);
    const delivered = Object.values(deliveries)
      .filter(({ cluster }) => cluster === name)
      .reduce((sum, delivery) => sum + delivery.gpus.value, 0);
    if (delivered <= gpus) return [];
    return [
      {
        path: "deliveries",
        got: `${printNumber(delivered)} GPUs delivered to ${name}`,
        want: `at most its ${printNumber(gpus)}`,
        fix: `correct a delivery, or clusters.${name}.gpus`,
      },
    ];
  }),
);

/** Rules over a cluster with its site, its machines and its deliveries. */
export const clusterRules = [
  phasesExist,
  clustersGrow,
  hallsExist,
  racksFitTheirHall,
  ...powerRules,
  ...controlPlaneRules,
  coolingReaches,
  nodesFitOneCluster,
  scalableUnitsExist,
  deliveriesFit,
  deliveriesAddUp,
];
