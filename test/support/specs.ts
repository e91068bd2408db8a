import type { StackInput } from "../../components/spec.ts";
import { assumed } from "../../components/lib/fact.ts";

/** A case of test/invalid: what makes the example wrong, in one way, and the lines that a person then reads, without the file's name. */
export interface InvalidCase {
  readonly change: (stack: StackInput) => void;
  readonly faults: readonly string[];
}

type Input<Name extends "tenants" | "clusters"> = StackInput[Name][string];
type DeliveryInput = NonNullable<StackInput["deliveries"]>[string];

const example = "an example for tests";

const company = (legalName: string) => ({ legalName: assumed(legalName, example), headquarters: assumed("NO", example) });

const tenant = (name: string): Input<"tenants"> => ({
  organisation: { ...company(`${name} AS`), ultimateParent: company(`${name} AS`) },
  identityCheckedOn: assumed("2026-01-01", example),
  residency: ["NO"],
  groups: { admin: `${name}-admins`, user: `${name}-users`, viewer: `${name}-viewers` },
});

const cluster = (
  own: Pick<Input<"clusters">, "accelerator" | "gpus" | "phase" | "scalableUnitUnits" | "kubernetes">,
): Input<"clusters"> => ({
  ...own,
  fabric: { kind: "infiniband" },
  release: "2026.11",
  controlPlane: { replicas: 3, endpoint: { host: "10.10.0.10", port: 6443 } },
  network: { podCidr: "10.64.0.0/14", serviceCidr: "10.96.0.0/16" },
});

const delivery = (own: Pick<DeliveryInput, "cluster" | "accelerator" | "gpus" | "deliveredOn">): DeliveryInput => ({
  ...own,
  origin: assumed("TW", example),
  authorisation: { kind: "not-required", basis: assumed("a rule by which none is needed", example) },
});

/**
 * A small stack that is valid, new at each call: 1 MW that grows to 3 MW, at PUE 1.25, with a cluster of 32 B200 hosts in the first phase (0.572 MW)
 * and one of ten GB300 racks in the second (1.75 MW).
 */
export function exampleStack(): StackInput {
  return {
    asOf: "2026-06-01",
    site: {
      name: "Example",
      operator: { ...company("Operator AS"), ultimateParent: company("Operator AS") },
      owners: {
        north: { ...company("North AS"), sharePercent: assumed(50, example) },
        south: { ...company("South AS"), sharePercent: assumed(50, example) },
      },
      location: {
        place: assumed("Example", example),
        jurisdiction: "NO",
        gridZone: "NO4",
        latitudeDegrees: assumed(66.8, example),
        longitudeDegrees: assumed(13.9, example),
      },
      cooling: {
        system: assumed("closed-loop-direct-to-chip", example),
        supplies: { ...assumed(null, example), value: ["air", "direct-to-chip-liquid"] },
      },
      efficiency: {
        powerUsageEffectiveness: assumed(1.25, example),
        waterUsageLitresPerKilowattHour: assumed(0.1, example),
        energyReuseFactor: assumed(0, example),
        renewableEnergyFactor: assumed(1, example),
      },
      phases: [
        { name: "first", capacityMegawatts: assumed(1, example), energisedOn: assumed("2026-01-01", example), status: "energised" },
        { name: "second", capacityMegawatts: assumed(3, example), energisedOn: assumed("2027-01-01", example), status: "planned" },
      ],
      powerAgreements: {
        hydro: {
          kind: "direct-ppa",
          source: assumed("hydro", example),
          supplier: assumed("Producer AS", example),
          megawatts: assumed(3, example),
          gridZone: "NO4",
          validFrom: assumed("2026-01-01", example),
          validTo: assumed("2035-12-31", example),
          guaranteesOfOrigin: assumed("bundled-and-cancelled-for-site", example),
        },
      },
      powerContractedUntil: assumed("2035-12-31", example),
      permits: {
        planning: {
          kind: "planning",
          authority: assumed("Municipality", example),
          reference: assumed("plan-1", example),
          grantedOn: assumed("2025-01-01", example),
          phases: ["first", "second"],
        },
      },
      storage: {
        encryptionKeys: {
          site: { holder: assumed("Operator AS", example), holderHeadquarters: assumed("NO", example), jurisdiction: "NO" },
        },
        classes: { fast: { provisioner: "csi.example.com", reclaimPolicy: "Delete", jurisdiction: "NO", encryptionKey: "site" } },
      },
      egress: {
        registry: { purpose: "registry", destination: { kind: "host", host: "registry.example.com" }, port: 443, jurisdiction: "NO" },
      },
    },
    tenants: { alpha: tenant("alpha"), beta: tenant("beta") },
    clusters: {
      hosts: cluster({
        accelerator: "b200",
        gpus: assumed(256, example),
        phase: "first",
        scalableUnitUnits: assumed(16, example),
        kubernetes: {
          tenants: { alpha: { guaranteedSharePercent: assumed(60, example) }, beta: { guaranteedSharePercent: assumed(40, example) } },
        },
      }),
      racks: cluster({
        accelerator: "gb300-nvl72",
        gpus: assumed(720, example),
        phase: "second",
        scalableUnitUnits: assumed(8, example),
        kubernetes: { tenants: { alpha: { guaranteedSharePercent: assumed(100, example) } } },
      }),
    },
    deliveries: {
      hosts: delivery({ cluster: "hosts", accelerator: "b200", gpus: assumed(256, example), deliveredOn: assumed("2026-02-01", example) }),
      racks: delivery({
        cluster: "racks",
        accelerator: "gb300-nvl72",
        gpus: assumed(720, example),
        deliveredOn: assumed("2027-02-01", example),
      }),
    },
  };
}

/** The object that holds what is at `path`, and the last key: `site.phases.1.name`. */
function holderOf(input: object, path: string): { holder: object; key: string } {
  const keys = path.split(".");
  const key = keys.pop() ?? "";
  const holder = keys.reduce<unknown>((value, each) => (value as Record<string, unknown>)[each], input);
  if (typeof holder !== "object" || holder === null) throw new Error(`${path}: nothing holds this`);
  return { holder, key };
}

/** Replaces what is at `path`, which must be there: a case must not miss what it means to change. */
export function set(input: object, path: string, value: unknown): void {
  const { holder, key } = holderOf(input, path);
  if (!Object.hasOwn(holder, key)) throw new Error(`${path}: there is nothing to replace`);
  Reflect.set(holder, key, value);
}

/** Adds something at `path`, where nothing may be yet. */
export function add(input: object, path: string, value: unknown): void {
  const { holder, key } = holderOf(input, path);
  if (Object.hasOwn(holder, key)) throw new Error(`${path}: there is something already`);
  Reflect.set(holder, key, value);
}

/** Takes away what is at `path`, which must be there. */
export function remove(input: object, path: string): void {
  const { holder, key } = holderOf(input, path);
  if (!Object.hasOwn(holder, key)) throw new Error(`${path}: there is nothing to remove`);
  Reflect.deleteProperty(holder, key);
}

/** What is at `path`. */
export function get(input: object, path: string): unknown {
  const { holder, key } = holderOf(input, path);
  return Reflect.get(holder, key);
}
