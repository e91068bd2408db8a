import { jurisdictionCodes, jurisdictions } from "../../catalog/jurisdictions.ts";
import type { Derivation } from "../../lib/derive/derive.ts";
import { withoutDispute } from "./values.ts";

const jurisdiction: Derivation = {
  path: "site.location.jurisdiction",
  value: (read) => {
    const zone = read("site", "location", "gridZone");
    return jurisdictionCodes.find((code) => jurisdictions[code].gridZones.some((each) => each === zone));
  },
};

/** Between the two states whose permits are asked for now, the date decides; a phase that is less than that says so. */
const status: Derivation = {
  path: "site.phases.*.status",
  value: (read, index) => {
    const date = read.fact("site", "phases", Number(index), "energisedOn");
    const asOf = read("asOf");
    if (typeof date !== "string" || typeof asOf !== "string") return undefined;
    return date <= asOf ? "energised" : "under-construction";
  },
};

const powerContractedUntil: Derivation = {
  path: "site.powerContractedUntil",
  value: (read) => {
    const ends = read
      .names("site", "powerAgreements")
      .map((name) => [read.fact("site", "powerAgreements", name, "validTo"), read("site", "powerAgreements", name, "validTo")] as const);
    const [last] = ends.toSorted(([a], [b]) => (String(a) < String(b) ? 1 : -1));
    return ends.every(([date]) => typeof date === "string") ? withoutDispute(last?.[1]) : undefined;
  },
};

const encryptionKeys = ["classes", "snapshotClasses", "backups"].map((kind): Derivation => ({
  path: `site.storage.${kind}.*.encryptionKey`,
  value: (read) => {
    const [only, ...others] = read.names("site", "storage", "encryptionKeys");
    return others.length === 0 ? only : undefined;
  },
}));

export const siteDerivations = [jurisdiction, status, powerContractedUntil, ...encryptionKeys];
