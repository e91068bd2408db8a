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
import type { Resource } from "../lib/rule.ts";
import type { Mutation } from "./mutation.ts";

const site = { type: siteContract.type } as const;
const tenant = { type: tenantContract.type } as const;
const delivery = { type: deliveryContract.type } as const;

const countryOf = (resources: readonly Resource[]) =>
  (
    resources.find(({ type }) => type === siteContract.type)?.props as { location?: { jurisdiction?: string } } | undefined
  )?.location?.jurisdiction?.slice(0, 2);
const isAbroad = (_: unknown, resources: readonly Resource[]) => countryOf(resources) !== "US";

/** Replaces fields in every entry of a record. */
const each = (fields: object) => (entries: Readonly<Record<string, object>>) =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, { ...entry, ...fields }]));

const missing = (type: string, field: string): Mutation => ({
  type,
  rule: "critical-fields-known",
  what: `${field} is left out`,
  when: (props) => field in props,
  unset: [field],
});

export const mutations: readonly Mutation[] = [
  missing(gpuClusterContract.type, "accelerator"),
  missing(gpuClusterContract.type, "gpus"),
  missing(deliveryContract.type, "origin"),
  missing(deliveryContract.type, "deliveredOn"),
  missing(tenantContract.type, "residency"),
  missing(tenantContract.type, "identityCheckedOn"),
  missing(phaseContract.type, "capacityMegawatts"),
  missing(phaseContract.type, "energisedOn"),
  missing(powerAgreementContract.type, "gridZone"),
  missing(permitContract.type, "grantedOn"),
  missing(egressContract.type, "jurisdiction"),
  missing(storageContract.type, "encryptionKeys"),
  {
    type: gpuClusterContract.type,
    rule: "gpu-eccn-declared",
    what: "the accelerator has no classification",
    set: { accelerator: "h20" },
  },
  { ...delivery, rule: "gpu-eccn-declared", what: "the accelerator has no classification", set: { accelerator: "h20" } },
  {
    ...delivery,
    rule: "destination-licence",
    what: "the licence ends before the delivery",
    when: isAbroad,
    set: { authorisation: { kind: "licence", number: "D-1", validTo: "2020-01-01" } },
  },
  {
    ...delivery,
    rule: "destination-licence",
    what: "the delivery rests on an exception of a text that is not enforced",
    when: isAbroad,
    set: { authorisation: { kind: "exception", exception: "AIA" } },
  },
  { ...tenant, rule: "end-user-hq-check", what: "the tenant has its headquarters in China", set: { "organisation.headquarters": "CN" } },
  {
    ...tenant,
    rule: "end-user-hq-check",
    what: "the tenant's ultimate parent has its headquarters in Macau",
    set: { "organisation.ultimateParent.headquarters": "MO" },
  },
  {
    ...tenant,
    rule: "end-user-hq-check",
    what: "a company in Russia holds 60 % of the tenant",
    set: { owners: { holder: { legalName: "Holder", headquarters: "RU", sharePercent: 60 } } },
  },
  {
    ...site,
    rule: "end-user-hq-check",
    what: "the operator's ultimate parent has its headquarters in China",
    set: { "operator.ultimateParent.headquarters": "CN" },
  },
  {
    ...tenant,
    rule: "ownership-screen",
    what: "the tenant is listed",
    set: { listScreening: { screenedOn: "2026-09-01", isListed: true, listedSharePercent: 0 } },
  },
  {
    ...site,
    rule: "site-ownership-screen",
    what: "every party of the site is listed",
    set: { listScreenings: each({ isListed: true }) },
  },
  { ...site, rule: "site-ownership-screen", what: "no party of the site was screened", unset: ["listScreenings"] },
  {
    type: storageContract.type,
    rule: "site-ownership-screen",
    what: "an unscreened company holds the keys",
    set: { encryptionKeys: each({ holder: "Unscreened AS" }) },
  },
  {
    ...delivery,
    rule: "no-nac-aca-for-datacentre",
    what: "the delivery rests on exception NAC",
    set: { authorisation: { kind: "exception", exception: "NAC" } },
  },
  {
    ...delivery,
    rule: "no-nac-aca-for-datacentre",
    what: "the delivery rests on exception ACA",
    set: { authorisation: { kind: "exception", exception: "ACA" } },
  },
  {
    ...delivery,
    rule: "cross-border-move-check",
    what: "the accelerators come from another site's country",
    set: { origin: (old: string) => (old === "IS" ? "NO" : "IS") },
    unset: ["movedFrom"],
    when: (_, stack) => countryOf(stack) !== "IS",
  },
  {
    ...delivery,
    rule: "cross-border-move-check",
    what: "the move was reviewed years before",
    set: { origin: "GB", movedFrom: { site: "loughton", reviewedOn: "2020-01-01", basis: "counsel" } },
  },
  { ...tenant, rule: "tenant-kyc-record", what: "the identity was checked in 2020", set: { identityCheckedOn: "2020-01-01" } },
  {
    ...tenant,
    rule: "worldwide-licence-plan",
    what: "the tenant has its headquarters in a country that the text does not list",
    when: isAbroad,
    set: { "organisation.headquarters": "CH" },
  },
];
