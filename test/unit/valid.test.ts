import { expect, test } from "vitest";
import { assumed } from "../../components/lib/fact.ts";
import { parseStack } from "../../components/stack/parse.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { add, linesOf, publicEgress, remove, set, tenantLike, validStack } from "../support/invalid.ts";
import { useDirectory } from "../support/slurm.ts";

/** Values just inside a limit; test/invalid holds those just outside. */
const insideTheLimits: Record<string, (stack: StackInput) => void> = {
  "a load of exactly the phase's megawatts": (stack) => {
    set(stack, "site.efficiency.powerUsageEffectiveness.value", 1.25);
    set(stack, "site.phases.1.capacityMegawatts.value", 0.572 + 1.75);
    set(stack, "site.powerAgreements.hydro.megawatts.value", 0.572 + 1.75);
  },
  "the GPUs that the fault of an overfull phase names": (stack) => set(stack, "clusters.training.gpus.value", 480),
  "the racks that it names beside hosts": (stack) => {
    set(stack, "clusters.racks.phase", "initial");
    set(stack, "clusters.racks.gpus.value", 144);
    set(stack, "deliveries.racks.gpus.value", 144);
  },
  "a load that begins on the agreement's first day": (stack) => set(stack, "site.phases.0.energisedOn.value", "2026-01-01"),
  "a plan that ends on the day on which the second phase begins": (stack) => set(stack, "site.powerContractedUntil.value", "2027-01-01"),
  "a second phase that the plan does not reach and no cluster uses": (stack) => {
    set(stack, "site.powerContractedUntil.value", "2026-12-31");
    remove(stack, "clusters.racks");
    remove(stack, "deliveries.racks");
  },
  "an agreement that follows another the next day": (stack) => {
    add(stack, "site.powerAgreements.later", {
      ...stack.site.powerAgreements["hydro"],
      validFrom: assumed("2030-07-01", "the next day"),
    });
    set(stack, "site.powerAgreements.hydro.validTo", assumed("2030-06-30", "the day before"));
  },
  "a load that begins on an agreement's last day": (stack) => {
    add(stack, "site.powerAgreements.later", {
      ...stack.site.powerAgreements["hydro"],
      validFrom: assumed("2027-01-02", "the next day"),
    });
    set(stack, "site.powerAgreements.hydro.validTo", assumed("2027-01-01", "the day on which the second phase begins"));
  },
  "an agreement of one day": (stack) =>
    add(stack, "site.powerAgreements.spare", {
      ...stack.site.powerAgreements["hydro"],
      validTo: assumed("2026-01-01", "its first day"),
    }),
  "5,000 nodes": (stack) => {
    set(stack, "clusters.training.gpus.value", 4_997 * 8);
    set(stack, "clusters.training.network", { podCidr: "10.128.0.0/11", serviceCidr: "10.96.0.0/16" });
    set(stack, "site.phases.0.capacityMegawatts.value", 100);
    set(stack, "site.phases.1.capacityMegawatts.value", 101);
    set(stack, "site.powerAgreements.hydro.megawatts.value", 101);
  },
  "a pod range with a /24 for each of 35 nodes": (stack) => set(stack, "clusters.training.network.podCidr", "10.64.0.0/18"),
  "a pod range with a /24 for each of 16 nodes, and not one more": (stack) => {
    set(stack, "clusters.training.gpus.value", 13 * 8);
    set(stack, "deliveries.training.gpus.value", 13 * 8);
    set(stack, "clusters.training.network.podCidr", "10.64.0.0/20");
  },
  "ranges side by side, one of them named by an address inside it": (stack) =>
    set(stack, "clusters.training.network", { podCidr: "10.70.0.0/12", serviceCidr: "10.81.0.0/16" }),
  "the narrowest range of Services that Kubernetes takes": (stack) => set(stack, "clusters.training.network.serviceCidr", "10.96.0.0/28"),
  "the widest": (stack) => set(stack, "clusters.training.network.serviceCidr", "172.16.0.0/12"),
  "a widest range of pods, with everything else apart": (stack) => {
    set(stack, "clusters.training.network", { podCidr: "10.0.0.0/8", serviceCidr: "172.16.0.0/16" });
    set(stack, "clusters.racks.network", { podCidr: "10.0.0.0/8", serviceCidr: "172.16.0.0/16" });
    set(stack, "clusters.training.controlPlane.endpoint.host", "192.168.0.10");
    set(stack, "clusters.racks.controlPlane.endpoint.host", "192.168.0.11");
    set(stack, "site.egressProxy.address", "192.168.0.20");
  },
  "two clusters at one address with a port each": (stack) =>
    set(stack, "clusters.racks.controlPlane.endpoint", { host: "10.0.0.10", port: 6444 }),
  "a public range of somebody who is named": (stack) => add(stack, "site.egress.mirror", publicEgress("8.8.0.0/16")),
  "a public IPv6 range of somebody who is named": (stack) => add(stack, "site.egress.mirror", publicEgress("2600:1900::/32")),
  "a site in planning, without a cluster, that promises its surplus": (stack) => {
    set(stack, "clusters", {});
    set(stack, "deliveries", {});
    add(stack, "site.offtake", {
      research: {
        kind: "surplus",
        sharePercent: assumed(0, "nothing is promised yet"),
        validFrom: assumed("2027-01-01", "a plan of the site"),
      },
    });
  },
  "the first public range behind a private one": (stack) => add(stack, "site.egress.mirror", publicEgress("172.32.0.0/16")),
  "public ranges that lie in two jurisdictions": (stack) => {
    add(stack, "site.egress.mirror", publicEgress("8.8.0.0/16"));
    add(stack, "site.egress.other", { ...publicEgress("8.9.0.0/16"), jurisdiction: "IS" });
  },
  "a directory at an address of its range": (stack) => {
    useDirectory(stack);
    set(stack, "clusters.training.slurm.login.directory.uri", "ldaps://10.0.0.55");
  },
  "ranges side by side": (stack) => set(stack, "clusters.training.network.serviceCidr", "10.80.0.0/16"),
  "a wave that reaches the last scalable unit": (stack) =>
    add(stack, "clusters.training.releaseByScalableUnit", { "su-1": "2026.11", "su-2": "2026.11" }),
  "a wave that reaches a last scalable unit that is not full": (stack) =>
    add(stack, "clusters.racks.releaseByScalableUnit", { "su-2": "2026.11" }),
  "racks where liquid is the only cooling": (stack) => set(stack, "site.cooling.supplies.value", ["direct-to-chip-liquid"]),
  "owners whose shares make 100 percent only when rounded": (stack) => {
    // In binary, these sum to 100.00000000000001.
    set(stack, "site.owners.north.sharePercent", assumed(0.2, "a part of it"));
    set(stack, "site.owners.south.sharePercent", assumed(83.9, "a part of it"));
    add(stack, "site.owners.west", { ...stack.site.owners["north"], sharePercent: assumed(15.9, "the rest of it") });
  },
  "shares that make 100 percent only when rounded": (stack) => {
    // In binary, these sum to 100.00000000000001.
    set(stack, "clusters.training.kubernetes.tenants.research.guaranteedSharePercent.value", 0.2);
    set(stack, "clusters.training.kubernetes.tenants.industry.guaranteedSharePercent.value", 83.9);
    add(stack, "clusters.training.kubernetes.tenants.third", {
      guaranteedSharePercent: assumed(15.9, "the rest of it"),
      preemptionOrder: 1,
    });
    add(stack, "tenants.third", tenantLike(stack.tenants["industry"] as StackInput["tenants"][string], "third"));
  },
  "a delivery on the day on which its phase is energised": (stack) => set(stack, "deliveries.racks.deliveredOn.value", "2027-01-01"),
  "deliveries of a part of the cluster": (stack) => set(stack, "deliveries.racks.gpus.value", 72),
  "residency in this place among others": (stack) => set(stack, "tenants.industry.residency", ["IS", "NO"]),
  "a tenant key of 40 characters": (stack) =>
    add(stack, `tenants.t${"-tenant".repeat(5)}-key`, tenantLike(stack.tenants["industry"] as StackInput["tenants"][string], "third")),
  "no deliveries": (stack) => remove(stack, "deliveries"),
};

test.each(Object.entries(insideTheLimits))("%s", (name, change) => {
  const stack = validStack();
  change(stack);
  expect(linesOf(() => parseStack(name, stack))).toEqual([]);
});
