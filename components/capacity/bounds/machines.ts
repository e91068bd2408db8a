import { accelerators } from "../../catalog/accelerators.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { printNumber } from "../../lib/number.ts";
import { bounded, type Figure } from "./figure.ts";

type Clusters = StackSpec["clusters"];

/** Clusters with a Slurm layer. */
const slurmOf = (clusters: Clusters) =>
  Object.entries(clusters).flatMap(([name, { accelerator, gpus, slurm }]) =>
    slurm === undefined
      ? []
      : [{ path: `clusters.${name}.slurm`, cluster: name, catalogued: accelerators[accelerator], gpus: gpus.value, slurm }],
  );

const memory = bounded(["clusters.*"], (clusters) =>
  slurmOf(clusters).map(({ path, catalogued: { unit, hbmGigabytesPerGpu, name }, slurm }): Figure => {
    const bound = unit.gpusPerHost * hbmGigabytesPerGpu.value;
    return {
      path: `${path}.node.memoryGibibytes`,
      value: slurm.node.memoryGibibytes.value,
      unit: "GiB",
      bound,
      of: `the ${printNumber(bound)} GB of HBM beside it in a host of ${name}`,
      mistakenUnit: "MiB or TiB",
      hasLeast: true,
    };
  }),
);

const bandwidth = bounded(["clusters.*"], (clusters) =>
  slurmOf(clusters).map(({ path, catalogued: { scaleUpGigabytesPerSecond, name }, slurm }): Figure => ({
    path: `${path}.health.acceptance.ncclBusGigabytesPerSecond`,
    value: slurm.health.acceptance.ncclBusGigabytesPerSecond.value,
    unit: "GB/s",
    bound: scaleUpGigabytesPerSecond.value,
    of: `the ${printNumber(scaleUpGigabytesPerSecond.value)} GB/s that a GPU of ${name} sends`,
    mistakenUnit: "Gb/s",
    hasLeast: true,
  })),
);

/** A tenant's volume by the GPUs of its cluster: more than a training set and its checkpoints take. */
const gibibytesPerGpu = 1024;

const quotas = bounded(["clusters.*"], (clusters) =>
  slurmOf(clusters).flatMap(({ path, cluster, gpus, slurm }) =>
    Object.entries(slurm.fileSystems).map(([name, { quotaGibibytesPerTenant }]): Figure => ({
      path: `${path}.fileSystems.${name}.quotaGibibytesPerTenant`,
      value: quotaGibibytesPerTenant,
      unit: "GiB",
      bound: gpus * gibibytesPerGpu,
      of: `1 TiB for each GPU of ${cluster}`,
      mistakenUnit: "MiB",
    })),
  ),
);

/** What a GPU is sold for over a contract, millions of US dollars: 52,000 of them for 6,200 over five years is the largest that is public. */
const usdMillionsPerGpu = 0.12;

const money = bounded(["site.offtake.*", "site.owners.*", "clusters.*"], (offtake, owners, clusters) => {
  const gpus = Object.values(clusters).reduce((sum, cluster) => sum + cluster.gpus.value, 0);
  const bound = gpus * usdMillionsPerGpu;
  const figure = (path: string, value: number | undefined): Figure[] =>
    value === undefined
      ? []
      : [
          {
            path,
            value,
            unit: "million US$",
            bound,
            of: `${usdMillionsPerGpu} million US$ for each GPU of the site`,
            mistakenUnit: "US$",
          },
        ];
  return [
    ...Object.entries(offtake).flatMap(([name, { valueUsdMillions }]) =>
      figure(`site.offtake.${name}.valueUsdMillions`, valueUsdMillions?.value),
    ),
    ...Object.entries(owners).flatMap(([name, { commitmentUsdMillions }]) =>
      figure(`site.owners.${name}.commitmentUsdMillions`, commitmentUsdMillions?.value),
    ),
  ];
});

/** Figures of memory, bandwidth, quotas and money, each with what bounds it. */
export const machineBounds = [memory, bandwidth, quotas, money];
