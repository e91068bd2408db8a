import type { z } from "zod";
import type { gpuClusterSpec, GpuClusterSpec } from "../../components/schema/cluster.ts";
import { assumed } from "../../components/lib/fact.ts";
import { parseStack } from "../../components/stack/parse.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";

const why = "an example";

const company = {
  legalName: assumed("Example AS", why),
  headquarters: assumed("NO", why),
  ultimateParent: { legalName: assumed("Example AS", why), headquarters: assumed("NO", why) },
};

/** A control plane of three hosts at an address. */
export const exampleControlPlane = (host: string) => ({ replicas: 3, endpoint: { host, port: 6443 } }) as const;

type GpuClusterInput = z.input<typeof gpuClusterSpec>;

/** Three feeds with one to spare: they carry twice the megawatts of each. */
export const exampleFeeds = (megawattsEach: number) => ({
  redundancy: assumed("N+1", why),
  count: assumed(3, why),
  megawattsEach: assumed(megawattsEach, why),
});

/** A cluster of 100 GPUs in 8-GPU hosts: 13 of them in scalable units of 4, for one tenant. */
export function exampleCluster(changes: Partial<GpuClusterInput> = {}): GpuClusterInput {
  return {
    accelerator: "b200",
    gpus: assumed(100, why),
    phase: "initial",
    hall: "hall-1",
    unitsPerRack: assumed(1, why),
    scalableUnitUnits: assumed(4, why),
    fabric: { kind: "infiniband" },
    release: "2026.10",
    controlPlane: exampleControlPlane("10.0.0.10"),
    network: { podCidr: "10.64.0.0/12", serviceCidr: "10.96.0.0/16" },
    kubernetes: { tenants: { research: { guaranteedSharePercent: assumed(50, why), preemptionOrder: 1 } } },
    ...changes,
  };
}

/** A whole stack that parses: a site of 20 MW in Norway, cooled by liquid and air, with one tenant and the cluster `training`. */
export function exampleStack(changes: Partial<StackInput> = {}): StackInput {
  return {
    asOf: "2026-11-01",
    site: {
      name: "Example",
      operator: company,
      owners: {
        example: { legalName: assumed("Example AS", why), headquarters: assumed("NO", why), sharePercent: assumed(100, why) },
      },
      location: {
        place: assumed("Example, Norway", why),
        jurisdiction: "NO",
        gridZone: "NO4",
        latitudeDegrees: assumed(68, why),
        longitudeDegrees: assumed(17, why),
      },
      cooling: {
        system: assumed("closed-loop-direct-to-chip", why),
        supplies: assumed(["air", "direct-to-chip-liquid"], why),
      },
      efficiency: {
        powerUsageEffectiveness: assumed(1.15, why),
        waterUsageLitresPerKilowattHour: assumed(0, why),
        energyReuseFactor: assumed(0.1, why),
        renewableEnergyFactor: assumed(1, why),
        loadFactor: assumed(0.8, why),
      },
      halls: { "hall-1": { rackKilowatts: assumed(140, why) } },
      phases: [
        {
          name: "initial",
          capacityMegawatts: assumed(20, why),
          energisedOn: assumed("2026-01-01", why),
          status: "energised",
          feeds: exampleFeeds(10),
        },
      ],
      powerAgreements: {
        hydro: {
          kind: "direct-ppa",
          source: assumed("hydro", why),
          supplier: assumed("Example Kraft AS", why),
          megawatts: assumed(20, why),
          gridZone: "NO4",
          validFrom: assumed("2026-01-01", why),
          validTo: assumed("2036-12-31", why),
          guaranteesOfOrigin: assumed("bundled-and-cancelled-for-site", why),
        },
      },
      powerContractedUntil: assumed("2036-12-31", why),
      permits: {
        grid: {
          kind: "grid-connection",
          authority: assumed("Statnett", why),
          reference: assumed("grid-1", why),
          grantedOn: assumed("2025-01-01", why),
          megawatts: assumed(20, why),
        },
        planning: {
          kind: "planning",
          authority: assumed("Example municipality", why),
          reference: assumed("plan-1", why),
          grantedOn: assumed("2025-01-01", why),
          phases: ["initial"],
        },
        registration: {
          kind: "registration",
          authority: assumed("Nkom", why),
          reference: assumed("nkom-1", why),
          grantedOn: assumed("2025-01-01", why),
        },
      },
      storage: {
        encryptionKeys: {
          site: { holder: assumed("Example AS", why), holderHeadquarters: assumed("NO", why), jurisdiction: "NO" },
        },
        classes: {
          fast: { provisioner: "csi.storage.example", reclaimPolicy: "Delete", jurisdiction: "NO", encryptionKey: "site" },
        },
      },
    },
    tenants: {
      research: {
        organisation: company,
        identityCheckedOn: assumed("2026-09-01", why),
        residency: ["NO"],
        groups: { admin: "research-admins", user: "research-users", viewer: "research-viewers" },
      },
    },
    clusters: { training: exampleCluster() },
    ...changes,
  };
}

/** The same, parsed as a stack file is. */
export const exampleSpec = (changes: Partial<StackInput> = {}): StackSpec => parseStack("example.ts", exampleStack(changes));

/** One cluster of the example, parsed with its stack, and its site under the key `narvik`. */
export function exampleGpuCluster(changes: Partial<GpuClusterInput> = {}): {
  spec: GpuClusterSpec;
  site: { key: string; spec: StackSpec["site"] };
} {
  const { clusters, site } = exampleSpec({ clusters: { training: exampleCluster(changes) } });
  const spec = clusters["training"];
  if (spec === undefined) throw new Error("the example has no cluster training");
  return { spec, site: { key: "narvik", spec: site } };
}
