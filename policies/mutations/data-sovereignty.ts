import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { egressContract, siteContract, storageContract } from "../../components/schema/contracts/site.ts";
import { jurisdictionCodes } from "../../components/catalog/jurisdictions.ts";
import type { Resource } from "../lib/rule.ts";
import type { Mutation } from "./mutation.ts";
import { beside } from "./objects.ts";

const site = { type: siteContract.type } as const;
const storage = { type: storageContract.type } as const;
const egress = { type: egressContract.type } as const;

const elsewhere = (jurisdiction: string) => (jurisdiction === "US-TX" ? "NO" : "US-TX");
const countryElsewhere = (country: string) => (country === "US" ? "NO" : "US");

/** A jurisdiction that at least one tenant forbids. */
function forbidden(_: unknown, resources: readonly Resource[]): string {
  const residencies = resources
    .filter(({ type }) => type === tenantContract.type)
    .map(({ props }) => props["residency"] as readonly string[]);
  return jurisdictionCodes.find((code) => residencies.some((allowed) => !allowed.includes(code))) ?? "none";
}

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Replaces a field in every entry of a record. */
const each =
  (field: string, make: (old: string, resources: readonly Resource[]) => string) => (entries: Entries, resources: readonly Resource[]) =>
    Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [name, { ...entry, [field]: make(String(entry[field]), resources) }]),
    );

const isTelemetry = ({ purpose }: { purpose?: string }) => purpose === "telemetry";
const isSiteNamespace = ({ metadata }: { metadata?: { name?: string } }, resources: readonly Resource[]) =>
  resources.some(({ type, name }) => type === siteContract.type && name === metadata?.name);

/** A declared range beside the site's own. */
const rangeTo = (cidr: string, more: object) => ({
  type: egressContract.type,
  props: { purpose: "telemetry", destination: { kind: "cidr", cidr, ...more }, port: 443, jurisdiction: "NO" },
});

/** Mutations of declared places of data; those that add raw objects are in raw-objects.ts. */
export const mutations: readonly Mutation[] = [
  {
    ...site,
    rule: "egress-range-in-one-jurisdiction",
    what: "every address is declared, as the site's own country",
    adds: () => rangeTo("0.0.0.0/0", {}),
  },
  {
    ...site,
    rule: "egress-range-in-one-jurisdiction",
    what: "every IPv6 address is declared",
    adds: () => rangeTo("::/0", {}),
  },
  {
    ...site,
    rule: "egress-range-in-one-jurisdiction",
    what: "a public range that nobody is named for",
    adds: () => rangeTo("8.8.8.0/24", {}),
  },
  {
    ...site,
    rule: "egress-range-in-one-jurisdiction",
    what: "a public range of several countries",
    adds: () => rangeTo("8.0.0.0/12", { publicRange: { operator: "Example", jurisdictionSource: "a register" } }),
  },
  {
    rule: "region-label-required",
    what: "the site's namespace says another region",
    type: "kubernetes:core/v1:Namespace",
    when: isSiteNamespace,
    set: { "metadata.labels": (labels: object) => ({ ...labels, "topology.kubernetes.io/region": "elsewhere" }) },
  },
  {
    rule: "region-label-required",
    what: "the site's namespace has no labels",
    type: "kubernetes:core/v1:Namespace",
    when: isSiteNamespace,
    unset: ["metadata.labels"],
  },
  {
    rule: "region-label-required",
    what: "nodes join without their labels",
    type: "kubernetes:bootstrap.cluster.x-k8s.io/v1beta2:KubeadmConfigTemplate",
    set: { spec: {} },
  },
  beside("region-label-required", "a host is registered without a region", "metal3.io/v1alpha1:BareMetalHost", { spec: { online: true } }),
  {
    ...storage,
    rule: "storage-stays-in-region",
    what: "volumes lie in another jurisdiction",
    set: { classes: each("jurisdiction", elsewhere) },
  },
  {
    ...storage,
    rule: "storage-stays-in-region",
    what: "backups go to another jurisdiction",
    when: ({ backups = {} }) => Object.keys(backups).length > 0,
    set: { backups: each("jurisdiction", forbidden) },
  },
  {
    ...egress,
    rule: "storage-stays-in-region",
    what: "an object store is in another jurisdiction",
    set: { purpose: "object-store", jurisdiction: forbidden },
  },
  {
    ...storage,
    rule: "kms-key-jurisdiction",
    what: "the key holder's headquarters are elsewhere",
    set: { encryptionKeys: each("holderHeadquarters", countryElsewhere) },
  },
  { ...storage, rule: "kms-key-jurisdiction", what: "the keys lie elsewhere", set: { encryptionKeys: each("jurisdiction", elsewhere) } },
  {
    ...storage,
    rule: "kms-key-jurisdiction",
    what: "an undeclared key is used",
    set: { classes: each("encryptionKey", () => "lost") },
  },
  {
    ...egress,
    rule: "telemetry-stays-home",
    what: "telemetry goes to another jurisdiction",
    when: isTelemetry,
    set: { jurisdiction: elsewhere },
  },
  {
    type: tenantContract.type,
    rule: "transfer-basis-valid",
    what: "a Norwegian tenant's data goes to Texas with nothing on record",
    when: (_, stack) =>
      stack.some(
        ({ type, props }) => type === siteContract.type && (props["location"] as { jurisdiction?: string }).jurisdiction === "US-TX",
      ),
    set: { "organisation.headquarters": "NO", transfers: [] },
  },
  {
    ...egress,
    rule: "transfer-basis-valid",
    what: "telemetry goes from Norway or Iceland to Texas",
    when: ({ jurisdiction, purpose }) => purpose === "telemetry" && ["NO", "IS"].includes(String(jurisdiction)),
    set: { jurisdiction: "US-TX" },
  },
  {
    ...egress,
    rule: "transfer-basis-valid",
    what: "requests go on from Norway or Iceland to the United States, and nothing says whose",
    when: ({ jurisdiction, purpose }) => purpose === "telemetry" && ["NO", "IS"].includes(String(jurisdiction)),
    set: { purpose: "failover", jurisdiction: "US" },
  },
  { ...site, rule: "operator-control-declared", what: "the site has no declared owner", set: { owners: {} } },
  { ...site, rule: "operator-control-declared", what: "the site claims SEAL-4", set: { sovereigntyLevel: 4 } },
  {
    type: "kubernetes:storage.k8s.io/v1:StorageClass",
    rule: "volume-class-declared",
    what: "a class has another driver than is declared",
    set: { provisioner: "ebs.csi.aws.com" },
  },
  {
    type: "kubernetes:storage.k8s.io/v1:StorageClass",
    rule: "volume-class-declared",
    what: "a class may lie anywhere",
    unset: ["allowedTopologies"],
  },
];
