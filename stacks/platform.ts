import type { JurisdictionCode } from "../components/catalog/jurisdictions.ts";
import { assumed, stated, type Fact } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";

type Site = StackInput["site"];
type Delivery = NonNullable<StackInput["deliveries"]>[string];

const provisioner = "csi.storage.nscale.example";

/** Storage of a site: all data, its backups and its keys in the site's own jurisdiction. */
export function storageIn(
  stack: string,
  jurisdiction: JurisdictionCode,
  holder: Fact<string>,
  holderHeadquarters: Fact<string>,
): Site["storage"] {
  return {
    encryptionKeys: { site: { holder, holderHeadquarters, jurisdiction } },
    classes: {
      fast: { provisioner, parameters: { tier: "nvme" }, reclaimPolicy: "Delete", jurisdiction },
      durable: { provisioner, parameters: { tier: "replicated" }, reclaimPolicy: "Retain", jurisdiction },
    },
    backups: { site: { host: `objects.${stack}.nscale.example`, bucket: `${stack}-backups`, retentionDays: 35, jurisdiction } },
  };
}

/** Source of node images: one name for the whole fleet, under which each site keeps a copy. */
export const nodeImagesIn = (jurisdiction: JurisdictionCode) =>
  ({ purpose: "package-mirror", destination: { kind: "host", host: "images.nscale.example" }, port: 443, jurisdiction }) as const;

/** Destinations of a site's clusters: services beside them. */
export function egressIn(stack: string, jurisdiction: JurisdictionCode): NonNullable<Site["egress"]> {
  const host = (name: string) => ({ kind: "host", host: `${name}.${stack}.nscale.example` }) as const;
  return {
    registry: { purpose: "registry", destination: host("registry"), port: 443, jurisdiction },
    "node-images": nodeImagesIn(jurisdiction),
    telemetry: { purpose: "telemetry", destination: host("telemetry"), port: 443, jurisdiction },
    identity: { purpose: "identity", destination: host("identity"), port: 443, jurisdiction },
  };
}

/** People of a site's clusters log in at its own identity service. */
export const loginAt = (stack: string) => ({ issuer: `https://identity.${stack}.nscale.example` }) as const;

/** The proxy to those names, at the same address of every site's own network. */
export const egressProxy = { address: "10.10.0.20", port: 3128 } as const;

/** Metrics and alerts of a site's clusters go to its collector. */
export const monitoring: Site["monitoring"] = {
  storageClass: "durable",
  remoteWrite: { egress: "telemetry" },
  alerts: { egress: "telemetry" },
};

/** Settings that every cluster of GB300 racks shares. */
export const gb300 = {
  accelerator: "gb300-nvl72",
  fabric: { kind: "infiniband" },
  // A /24 for each of 8,192 nodes.
  network: { podCidr: "10.128.0.0/11" },
} as const;

const groupA5 =
  "15 CFR part 740, supplement 1: 3A090.a needs no licence to A:5 destinations unless a headquarters or ultimate parent is in D:5 or Macau (742.6(a)(6)(iii)); " +
  "the worldwide requirement of 90 FR 4544 is not enforced since 13 May 2025 (BIS press release), and was still in the CFR in June 2026";

/** GB300 racks delivered from Taiwan, to a country in country group A:5 of United States export law. */
export function fromTaiwan(country: string, deliveredOn: string, reason: string): Delivery {
  return {
    deliveredOn: assumed(deliveredOn, reason),
    origin: assumed("TW", "where such racks are commonly assembled"),
    authorisation: {
      kind: "not-required",
      basis: stated(`${country} is in country group A:5`, groupA5),
    },
  };
}

/** A site's feeds by their number, if they are not disclosed: all of one size, with one spare. */
export const feedsOf = (megawattsEach: number) => (count: number) => {
  const reason = `not disclosed; feeds of ${megawattsEach} MW with one to spare`;
  return { redundancy: assumed("N+1", reason), count: assumed(count, reason), megawattsEach: assumed(megawattsEach, reason) };
};

/** The reason for the date of a grid site's plan for renewable power. */
export const planReason =
  "a placeholder: no plan is disclosed; the day by which the data centre pact wants all power to be renewable, which the company must confirm or replace";
