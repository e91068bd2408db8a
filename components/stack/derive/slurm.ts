import { hosts, type HostFigures } from "../../catalog/hosts.ts";
import { stated } from "../../lib/fact.ts";
import type { Derivation, Reader } from "../../lib/derive/derive.ts";
import { acceleratorOf, catalogued } from "./values.ts";

const figures = ["sockets", "coresPerSocket", "threadsPerCore", "memoryGibibytes"] as const satisfies readonly (keyof HostFigures)[];

const hostOf = (read: Reader, cluster: string): HostFigures | undefined => {
  const name = acceleratorOf(read, cluster);
  return name === undefined ? undefined : hosts[name];
};

const node = figures.map((figure): Derivation => ({
  path: `clusters.*.slurm.node?.${figure}`,
  value: (read, cluster) => hostOf(read, cluster)?.[figure],
}));

const gpus: Derivation = {
  path: "clusters.*.slurm.node?.gpus",
  value: (read, cluster) => {
    const accelerator = catalogued(read, cluster);
    return accelerator === undefined ? undefined : stated(accelerator.unit.gpusPerHost, `${accelerator.name} in the catalogue`);
  },
};

const bandwidth: Derivation = {
  path: "clusters.*.slurm.health?.acceptance?.ncclBusGigabytesPerSecond",
  value: (read, cluster) => hostOf(read, cluster)?.ncclBusGigabytesPerSecond,
};

/** A share as Slurm has it: how much is lent is said once, for both layers. */
function allocationLike(share: unknown): unknown {
  const { borrowingLimitPercent, preemptionOrder, guaranteedSharePercent } = (share ?? {}) as Record<string, unknown>;
  return {
    guaranteedSharePercent,
    ...(borrowingLimitPercent === undefined ? {} : { borrowingLimitPercent }),
    preemptionOrder,
  };
}

const guaranteed = (read: Reader, cluster: string, tenant: string) =>
  read.fact("clusters", cluster, "kubernetes", "tenants", tenant, "guaranteedSharePercent");

const tenants: Derivation = {
  path: "clusters.*.slurm.tenants",
  value: (read, cluster) => {
    const all = read.names("clusters", cluster, "kubernetes", "tenants");
    const owners = all.filter((tenant) => guaranteed(read, cluster, tenant) !== 0);
    if (owners.length === 0) return undefined;
    return Object.fromEntries(owners.map((tenant) => [tenant, allocationLike(read("clusters", cluster, "kubernetes", "tenants", tenant))]));
  },
};

const share = ["guaranteedSharePercent", "preemptionOrder"].map((field): Derivation => ({
  path: `clusters.*.slurm.tenants.*.${field}`,
  value: (read, cluster, tenant) => read("clusters", cluster, "kubernetes", "tenants", tenant, field),
}));

export const slurmDerivations = [...node, gpus, bandwidth, tenants, ...share];
