import { releaseNames, releases } from "../../catalog/releases.ts";
import { rangeAround } from "../../lib/address-range.ts";
import { assumed } from "../../lib/fact.ts";
import type { Derivation } from "../../lib/derive/derive.ts";
import { catalogued } from "./values.ts";

const phase: Derivation = {
  path: "clusters.*.phase",
  value: (read) => {
    const phases = read("site", "phases");
    return Array.isArray(phases) && phases.length === 1 ? read("site", "phases", 0, "name") : undefined;
  },
};

const hall: Derivation = {
  path: "clusters.*.hall",
  value: (read) => {
    const [only, ...others] = read.names("site", "halls");
    return others.length === 0 ? only : undefined;
  },
};

const unitsPerRack: Derivation = {
  path: "clusters.*.unitsPerRack",
  value: (read, cluster) => {
    const accelerator = catalogued(read, cluster);
    if (accelerator === undefined) return undefined;
    if (accelerator.unit.kind !== "host") return assumed(1, "the unit is the rack itself");
    const kilowatts = read.fact("site", "halls", String(read("clusters", cluster, "hall")), "rackKilowatts");
    const each = accelerator.unitKilowatts.value;
    if (typeof kilowatts !== "number" || kilowatts < each) return undefined;
    return assumed(Math.floor(kilowatts / each), `as many hosts of ${each} kW as the ${kilowatts} kW of a rack position hold`);
  },
};

/** Hosts or racks of a scalable unit in NVIDIA's reference architectures. */
const scalableUnits = { host: 32, rack: 8 } as const;

const scalableUnitUnits: Derivation = {
  path: "clusters.*.scalableUnitUnits",
  value: (read, cluster) => {
    const kind = catalogued(read, cluster)?.unit.kind;
    if (kind === undefined) return undefined;
    const units = kind === "host" ? "8-GPU hosts" : "NVL72 racks";
    return assumed(scalableUnits[kind], `the scalable unit of NVIDIA's reference architecture for ${units}`);
  },
};

const release: Derivation = {
  path: "clusters.*.release",
  value: (read) => {
    const asOf = read("asOf");
    if (typeof asOf !== "string") return undefined;
    return releaseNames
      .filter((name) => name.replace(".", "-") <= asOf.slice(0, 7))
      .filter((name) => !((releases[name].withdrawn?.on.value ?? "9999") <= asOf))
      .toSorted()
      .at(-1);
  },
};

const encryptionKey: Derivation = {
  path: "clusters.*.controlPlane.encryptionKey",
  value: (read) => {
    const [only, ...others] = read.names("site", "storage", "encryptionKeys");
    return others.length === 0 ? only : undefined;
  },
};

/** A range of hosts around the address of the API: a virtual address lies in the network of the hosts that hold it in turn. */
const hostsAround = (path: string, prefix: number): Derivation => ({
  path,
  value: (read, cluster) => {
    const host = read("clusters", cluster, "controlPlane", "endpoint", "host");
    return typeof host === "string" ? rangeAround(host, prefix) : undefined;
  },
});

export const clusterDerivations = [
  phase,
  hall,
  unitsPerRack,
  scalableUnitUnits,
  release,
  encryptionKey,
  hostsAround("clusters.*.controlPlane.hostCidr", 28),
  hostsAround("clusters.*.network.hostCidr", 16),
];
