import { hosts } from "../../catalog/hosts.ts";
import type { Derivation, Reader } from "../../lib/derive/derive.ts";
import { acceleratorOf, catalogued } from "./values.ts";

/** The part of a host that its GPUs share; the rest is for the host itself, its DaemonSets and the pods of endpoints that have no GPU. */
const partOfHost = 7 / 8;

const figures = {
  processors: ["sockets", "coresPerSocket", "threadsPerCore"],
  memoryGibibytes: ["memoryGibibytes"],
} as const;

/** What a host has: as Slurm's layer has it, else as the catalogue has it. */
function amountOf(read: Reader, cluster: string, amount: keyof typeof figures): number | undefined {
  const name = acceleratorOf(read, cluster);
  if (name === undefined) return undefined;
  const values = figures[amount].map((figure) =>
    read("clusters", cluster, "slurm") === undefined ? hosts[name][figure].value : read.fact("clusters", cluster, "slurm", "node", figure),
  );
  return values.every((value) => typeof value === "number") ? values.reduce((product, value) => product * value, 1) : undefined;
}

export const perGpuDerivations = (["processors", "memoryGibibytes"] as const).map((amount): Derivation => ({
  path: `clusters.*.kubernetes?.perGpu?.${amount}`,
  value: (read, cluster) => {
    const ofHost = amountOf(read, cluster, amount);
    const accelerator = catalogued(read, cluster);
    if (ofHost === undefined || accelerator === undefined) return undefined;
    return Math.floor((ofHost * partOfHost) / accelerator.unit.gpusPerHost);
  },
}));
