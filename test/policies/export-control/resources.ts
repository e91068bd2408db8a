import type { Resource } from "../../../policies/lib/rule.ts";
import { resource } from "../../support/policies.ts";

type Props = Resource["props"];

const company = (headquarters: string, parent = headquarters) => ({
  legalName: "Company",
  headquarters,
  ultimateParent: { legalName: "Parent", headquarters: parent },
});

/** A site in this jurisdiction, whose operator has its headquarters in Norway, and its parent there or elsewhere. */
export const siteIn = (jurisdiction: string, parent = "NO", owners: Props = {}): Resource =>
  resource("nscale:site:Site", "north", { operator: company("NO", parent), owners, location: { jurisdiction } });

/** A tenant with its headquarters in this country, and its parent there or elsewhere. */
export const tenant = (headquarters = "NO", parent = headquarters, more: Props = {}): Resource =>
  resource("nscale:fleet:Tenant", "research", {
    organisation: company(headquarters, parent),
    owners: {},
    identityCheckedOn: "2026-09-01",
    residency: ["NO"],
    ...more,
  });

/** GB300 racks that come from Taiwan in December 2026, and for which no licence is needed. */
export const delivery = (changes: Props = {}): Resource =>
  resource("nscale:cluster:Delivery", "racks", {
    cluster: "training",
    accelerator: "gb300-nvl72",
    gpus: 7_200,
    deliveredOn: "2026-12-01",
    origin: "TW",
    authorisation: { kind: "not-required", basis: "country group A:5" },
    ...changes,
  });

export const cluster = (accelerator: string): Resource =>
  resource("nscale:cluster:GpuCluster", "training", {
    accelerator,
    gpus: 7_200,
    phase: "initial",
    itMegawatts: 14,
    facilityMegawatts: 16.1,
  });
