import type { Resource } from "../../../policies/lib/rule.ts";
import { resource } from "../../support/policies.ts";

type Props = Resource["props"];

/** A site in northern Norway, owned in halves by a Norwegian and a British company, that claims SEAL-2. */
export const site = (changes: Props = {}): Resource =>
  resource("nscale:site:Site", "north", {
    operator: {
      legalName: "North AS",
      headquarters: "NO",
      ultimateParent: { legalName: "North AS", headquarters: "NO" },
    },
    owners: {
      home: { legalName: "Home AS", headquarters: "NO", sharePercent: 50 },
      abroad: { legalName: "Abroad Ltd", headquarters: "GB", sharePercent: 50 },
    },
    sovereigntyLevel: 2,
    location: { jurisdiction: "NO", gridZone: "NO4" },
    ...changes,
  });

export const siteIn = (jurisdiction: string): Resource => site({ location: { jurisdiction } });

const key = { holder: "North AS", holderHeadquarters: "NO", jurisdiction: "NO" };
const fast = {
  provisioner: "csi.storage.example",
  parameters: { tier: "nvme" },
  reclaimPolicy: "Delete",
  jurisdiction: "NO",
  encryptionKey: "site",
};

/** A class, a snapshot class and a backup, all in Norway under a Norwegian key. */
export const storage = (changes: Props = {}): Resource =>
  resource("nscale:site:Storage", "north", {
    encryptionKeys: { site: key },
    classes: { fast },
    snapshotClasses: { daily: { driver: "csi.storage.example", deletionPolicy: "Retain", jurisdiction: "NO", encryptionKey: "site" } },
    backups: {
      site: { host: "objects.north.example", bucket: "north-backups", retentionDays: 35, jurisdiction: "NO", encryptionKey: "site" },
    },
    ...changes,
  });

/** The same with a change to the class, the key or the backup. */
export const storageWith = (change: { readonly class?: Props; readonly key?: Props; readonly backup?: Props }): Resource => {
  const { props } = storage();
  const { site: backup } = props["backups"] as { site: Props };
  return storage({
    encryptionKeys: { site: { ...key, ...change.key } },
    classes: { fast: { ...fast, ...change.class } },
    backups: { site: { ...backup, ...change.backup } },
  });
};

export const egress = (name: string, purpose: string, host: string, port: number, jurisdiction = "NO"): Resource =>
  resource("nscale:site:Egress", name, { purpose, destination: { kind: "host", host }, port, jurisdiction });

export const registry = egress("registry", "registry", "registry.north.example", 443);
export const telemetry = (jurisdiction: unknown = "NO"): Resource =>
  resource("nscale:site:Egress", "telemetry", {
    purpose: "telemetry",
    destination: { kind: "host", host: "telemetry.north.example" },
    port: 4317,
    jurisdiction,
  });
export const objectStore = (jurisdiction: string): Resource => egress("store", "object-store", "store.example", 443, jurisdiction);
export const partners = resource("nscale:site:Egress", "partners", {
  purpose: "object-store",
  destination: { kind: "cidr", cidr: "198.51.100.0/24" },
  port: 443,
  jurisdiction: "NO",
});

/** Resources that the site declares. */
export const declared = [storage(), registry, telemetry(), partners];

/** The same, with the port of the registry not known. */
export const unknownPort = (unknown: string) => [storage(), { ...registry, props: { ...registry.props, port: unknown } }];

/** A tenant from Sweden, whose data may lie in Norway and Iceland. */
export const tenant = (changes: Props = {}, name = "research"): Resource =>
  resource("nscale:fleet:Tenant", name, { organisation: { headquarters: "SE" }, residency: ["NO", "IS"], ...changes });

export const cluster = resource("nscale:cluster:GpuCluster", "training", { site: "north", accelerator: "b200" });

/** A Kubernetes object. */
export const object = (type: string, name: string, fields: Props, labels?: Props): Resource =>
  resource(`kubernetes:${type}`, name, {
    metadata: { name, namespace: "tenant-a", ...(labels === undefined ? {} : { labels }) },
    ...fields,
  });

const here = { nodeSelector: { "topology.kubernetes.io/region": "no" } };
const image = "registry.north.example/train:1";

export const podSpec = (container: Props = {}, spec: Props = {}): Props => ({
  ...here,
  containers: [{ name: "main", image, ...container }],
  ...spec,
});

/** A Deployment in the site's region with an image of the site's registry, unless its container or pod says otherwise. */
export const deployment = (container: Props = {}, spec: Props = {}): Resource =>
  object("apps/v1:Deployment", "app", { spec: { template: { spec: podSpec(container, spec) } } });

/** A container's environment. */
export const env = (name: string, value: string): Props => ({ env: [{ name, value }] });

/** A pod that leads nowhere and needs nothing. */
export const namespace = object("core/v1:Namespace", "tools", {});
