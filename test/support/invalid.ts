import { assumed } from "../../components/lib/fact.ts";
import { FaultError } from "../../components/lib/parse/fault.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { exampleCluster, exampleControlPlane, exampleFeeds, exampleStack } from "./specs.ts";

const why = "an example";

/** Cases of test/invalid, by name: a change that makes the stack below wrong, in one way, and the lines that a person then reads, without the file's name. */
export type InvalidCases = Readonly<Record<string, { readonly change: (stack: StackInput) => void; readonly faults: readonly string[] }>>;

const owner = (legalName: string) => ({
  legalName: assumed(legalName, why),
  headquarters: assumed("NO", why),
  sharePercent: assumed(50, why),
});

const authorisation = { kind: "not-required" as const, basis: assumed("a rule by which none is needed", why) };

/** Another tenant of the same company, with groups of its own. */
export const tenantLike = (tenant: StackInput["tenants"][string], name: string): StackInput["tenants"][string] => ({
  ...tenant,
  groups: { admin: `${name}-admins`, user: `${name}-users`, viewer: `${name}-viewers` },
});

/** A public range, and who runs it. */
export const publicEgress = (cidr: string) =>
  ({
    purpose: "package-mirror",
    destination: { kind: "cidr", cidr, publicRange: { operator: assumed("Example Mirror AS", why), jurisdictionSource: "a register" } },
    port: 443,
    jurisdiction: "NO",
  }) as const;

/**
 * The example with two of each thing that a case compares: 1 MW that grows to 3 MW, 32 B200 hosts (0.52624 MW) in the first phase and ten GB300 racks
 * (1.61 MW) in the second, which together overflow the first.
 */
export function validStack(): StackInput {
  const { site, tenants, ...rest } = exampleStack();
  const racks = exampleCluster({
    accelerator: "gb300-nvl72",
    gpus: assumed(720, why),
    phase: "expansion",
    scalableUnitUnits: assumed(8, why),
    controlPlane: exampleControlPlane("10.0.0.11"),
    kubernetes: { tenants: { research: { guaranteedSharePercent: assumed(100, why), preemptionOrder: 1 } } },
  });
  const training = exampleCluster({
    gpus: assumed(256, why),
    scalableUnitUnits: assumed(16, why),
    kubernetes: {
      tenants: {
        research: { guaranteedSharePercent: assumed(60, why), preemptionOrder: 1 },
        industry: { guaranteedSharePercent: assumed(40, why), preemptionOrder: 1 },
      },
    },
  });
  const stack: StackInput = {
    ...rest,
    site: {
      ...site,
      owners: { north: owner("North AS"), south: owner("South AS") },
      phases: [
        {
          name: "initial",
          capacityMegawatts: assumed(1, why),
          energisedOn: assumed("2026-01-01", why),
          status: "energised",
          feeds: exampleFeeds(100),
        },
        {
          name: "expansion",
          capacityMegawatts: assumed(3, why),
          energisedOn: assumed("2027-01-01", why),
          status: "planned",
          feeds: exampleFeeds(150),
        },
      ],
      powerAgreements: {
        hydro: { ...site.powerAgreements["hydro"], megawatts: assumed(3, why) } as StackInput["site"]["powerAgreements"][string],
      },
      egressProxy: { address: "10.0.0.20", port: 3128 },
      egress: {
        registry: { purpose: "registry", destination: { kind: "host", host: "registry.example.com" }, port: 443, jurisdiction: "NO" },
      },
    },
    tenants: { ...tenants, industry: tenantLike(tenants["research"] as StackInput["tenants"][string], "industry") },
    clusters: { training, racks },
    deliveries: {
      training: {
        cluster: "training",
        accelerator: "b200",
        gpus: assumed(256, why),
        deliveredOn: assumed("2026-02-01", why),
        origin: assumed("TW", why),
        authorisation,
      },
      racks: {
        cluster: "racks",
        accelerator: "gb300-nvl72",
        gpus: assumed(720, why),
        deliveredOn: assumed("2027-02-01", why),
        origin: assumed("TW", why),
        authorisation,
      },
    },
  };
  // Its parts are shared, among themselves and with other tests; a case changes its own.
  return JSON.parse(JSON.stringify(stack)) as StackInput;
}

/** The object that holds what is at `path`, and the last key: `site.phases.1.name`. */
function holderOf(input: object, path: string): { holder: object; key: string } {
  const keys = path.split(".");
  const key = keys.pop() ?? "";
  const holder = keys.reduce<unknown>(
    (value, each) => (typeof value === "object" && value !== null ? Reflect.get(value, each) : undefined),
    input,
  );
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

/** The lines that a person reads when a spec is refused: none when it is not. */
export function linesOf(parse: () => unknown): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (error instanceof FaultError) return error.message.split("\n");
    throw error;
  }
}
