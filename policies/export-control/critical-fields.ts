import { deliveryContract, gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import {
  egressContract,
  permitContract,
  phaseContract,
  powerAgreementContract,
  siteContract,
  storageContract,
} from "../../components/schema/contracts/site.ts";
import { noParameters } from "../lib/parameters.ts";
import { resourceRule, type Finding } from "../lib/rule.ts";

/** Facts that the other rules depend on, by component type. */
const criticalFields: Readonly<Record<string, readonly string[]>> = {
  [siteContract.type]: [
    "operator.headquarters",
    "operator.ultimateParent.headquarters",
    "owners",
    "location.jurisdiction",
    "location.gridZone",
    "efficiency.powerUsageEffectiveness",
  ],
  [phaseContract.type]: ["capacityMegawatts", "energisedOn"],
  [powerAgreementContract.type]: ["kind", "megawatts", "gridZone", "validFrom", "validTo"],
  [permitContract.type]: ["kind", "grantedOn"],
  [storageContract.type]: ["encryptionKeys", "classes"],
  [egressContract.type]: ["purpose", "destination", "port", "jurisdiction"],
  [gpuClusterContract.type]: ["accelerator", "gpus", "phase", "itMegawatts", "facilityMegawatts"],
  [deliveryContract.type]: ["cluster", "accelerator", "gpus", "deliveredOn", "origin", "authorisation.kind"],
  [tenantContract.type]: ["organisation.headquarters", "organisation.ultimateParent.headquarters", "identityCheckedOn", "residency"],
};

const valueAt = (props: Readonly<Record<string, unknown>>, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? (Reflect.get(value, key) as unknown) : undefined),
      props,
    );

export const criticalFieldsKnown = resourceRule({
  name: "critical-fields-known",
  description:
    "The facts that law depends on are present and known before anything is deployed: region, accelerator, headquarters, megawatts, dates",
  why: "Pulumi turns a policy that meets an unknown value into a note and goes on. A fact that is known only after the update would pass every rule unread.",
  level: "mandatory",
  severity: "critical",
  framework: {
    name: "Export Administration Regulations",
    version: "as of June 2026",
    reference: "15 CFR part 732, supplement 3",
    specification:
      "The shipper knows the item, the destination, the end user and the end use before the goods leave, and finds out what is not known.",
  },
  url: "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-732",
  remediation:
    "Declare the value in the stack's data, with its source or as an assumption, instead of taking it from another resource's output.",
  tags: ["export", "sovereignty", "power", "unknowns"],
  unexemptible: "judging",
  parameters: noParameters,
  types: (type) => /^nscale:(site|cluster|fleet):/.test(type),
  reads: [...new Set(Object.values(criticalFields).flat())],
  judge: ({ type, props }) => {
    const fields = criticalFields[type];
    if (fields === undefined) return { notApplicable: `no rule turns on a fact of ${type}` };
    return fields
      .filter((path) => [undefined, null, ""].includes(valueAt(props, path) as undefined))
      .map((path): Finding => ({
        got: `${path} left out`,
        want: "the fact that law turns on",
        fix: "declare it in the stack's data, with its source or as an assumption",
      }));
  },
});
