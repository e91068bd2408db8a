import { assumed } from "../../components/lib/fact.ts";
import { add, remove, set, tenantLike, type InvalidCases } from "../support/invalid.ts";

/** Queues, shares, devices and releases of a cluster's Kubernetes, and queues over several clusters. */
export default {
  "both-device-modes": {
    change: (stack) => add(stack, "clusters.racks.kubernetes.deviceAllocation", ["device-plugin", "dra"]),
    faults: [
      'clusters.racks.kubernetes.deviceAllocation: got ["device-plugin","dra"], want one of device-plugin, dra; fix: write one of them: the way in which pods get GPUs, all over the cluster: device-plugin (a counted resource) or dra (claims on devices)',
    ],
  },
  "claims-on-amd": {
    change: (stack) => {
      set(stack, "clusters.training.accelerator", "mi300x");
      set(stack, "clusters.training.fabric", { kind: "roce", planes: assumed(1, "an example") });
      add(stack, "clusters.training.kubernetes.deviceAllocation", "dra");
      remove(stack, "deliveries.training");
    },
    faults: [
      "clusters.training.kubernetes.deviceAllocation: got dra, on AMD Instinct MI300X, want device-plugin, the only way to these GPUs so far; fix: write deviceAllocation: device-plugin",
    ],
  },
  "four-preemption-orders": {
    change: (stack) => {
      for (const [index, name] of ["second", "third", "fourth"].entries()) {
        add(stack, `tenants.${name}`, tenantLike(stack.tenants["research"] as (typeof stack.tenants)[string], name));
        add(stack, `clusters.racks.kubernetes.tenants.${name}`, {
          guaranteedSharePercent: assumed(0, "an example"),
          preemptionOrder: index + 2,
        });
      }
      set(stack, "clusters.racks.kubernetes.tenants.research.preemptionOrder", 1);
    },
    faults: [
      "clusters.racks.kubernetes.tenants: got 4 preemption orders: 1, 2, 3, 4, want at most 3 different ones in a cluster: each is a hundred thousand times the weight of the one before; fix: give some tenants the same number",
    ],
  },
  "processors-that-no-host-has": {
    change: (stack) => add(stack, "clusters.racks.kubernetes.perGpu", { processors: 40, memoryGibibytes: 186 }),
    faults: [
      "clusters.racks.kubernetes.perGpu.processors: got 40 for each of 4 GPUs = 160 processors, on hosts of 144, want at most 36: no host has what a share of its GPUs would hold; fix: lower it, or leave it out",
    ],
  },
  "infiniband-on-ethernet": {
    change: (stack) => {
      set(stack, "clusters.training.accelerator", "mi300x");
      remove(stack, "deliveries.training");
    },
    faults: [
      'clusters.training.fabric.kind: got infiniband, with the 400 Gb/s Ethernet NICs of AMD Instinct MI300X, want roce; fix: write { kind: "roce" } with what it asks for, or choose another accelerator',
    ],
  },
  "kubelets-ahead-of-the-control-plane": {
    change: (stack) => {
      // Before the older set is withdrawn.
      set(stack, "asOf", "2026-10-26");
      set(stack, "clusters.training.release", "2026.08");
      add(stack, "clusters.training.releaseByScalableUnit", { "su-1": "2026.10" });
    },
    faults: [
      "clusters.training.releaseByScalableUnit.su-1: got 2026.10 with Kubernetes 1.35, ahead of the control plane's 1.34, want at most Kubernetes 1.34: a kubelet may not be newer than its API server; fix: move clusters.training.release to 2026.10 first, and keep the other scalable units behind by name",
    ],
  },
  "name-that-kubernetes-refuses": {
    change: (stack) =>
      add(stack, "clusters.racks.kubernetes.tenants.Research_2", { guaranteedSharePercent: assumed(0, "an example"), preemptionOrder: 1 }),
    faults: [
      'clusters.racks.kubernetes.tenants.Research_2: got the key "Research_2", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
    ],
  },
  "names-without-a-proxy": {
    change: (stack) => remove(stack, "site.egressProxy"),
    faults: [
      'site.egress.registry.destination: got the host name registry.example.com, at a site without an egress proxy, want an address range, or a proxy: a network policy cannot let through a name; fix: declare site.egressProxy (address, port), or write { kind: "cidr", cidr: … }',
    ],
  },
  "no-tenant-declared": {
    change: (stack) => {
      set(stack, "tenants", {});
      set(stack, "clusters.training.kubernetes.tenants", {});
    },
    faults: [
      "clusters.racks.kubernetes.tenants.research: got an allocation to a tenant that nobody declares, want a key of tenants: none is declared; fix: declare tenants.research (legal entity, owners, residency), or correct the name",
    ],
  },
  "overlapping-groups": {
    change: (stack) => set(stack, "tenants.industry.groups.viewer", "research-admins"),
    faults: [
      "tenants.industry.groups.viewer: got research-admins, which is tenants.research.groups.admin too, want a group of its own: whoever is in it would have both roles; fix: correct the name, or have the identity provider make a group",
    ],
  },
  "packing-of-claimed-devices": {
    change: (stack) => {
      add(stack, "clusters.racks.kubernetes.deviceAllocation", "dra");
      add(stack, "clusters.racks.kubernetes.topologyAwareScheduling", true);
    },
    faults: [
      "clusters.racks.kubernetes.topologyAwareScheduling: got true, with deviceAllocation dra, want false, or left out: Kueue 0.19 counts claimed devices in quotas, but in no topology, and would pack jobs by what it cannot see; fix: write deviceAllocation: device-plugin, or give up packing",
    ],
  },
  "part-of-a-domain": {
    change: (stack) => {
      set(stack, "clusters.racks.kubernetes.tenants.research.guaranteedSharePercent.value", 25);
      add(stack, "clusters.racks.kubernetes.tenants.research.wholeDomains", true);
    },
    faults: [
      "clusters.racks.kubernetes.tenants.research.guaranteedSharePercent: got 25 % of 720 GPUs = 2.5 scale-up domains of 72, want whole domains, which the tenant asked for; fix: write 20 % for 2, or 30 % for 3; or wholeDomains: false, which rounds it down",
    ],
  },
  "residency-elsewhere": {
    change: (stack) => set(stack, "tenants.industry.residency", ["IS", "GB"]),
    faults: [
      "clusters.training.kubernetes.tenants.industry: got a tenant whose data may lie in IS, GB, on a cluster in NO, want tenants.industry.residency with NO in it; fix: place the tenant elsewhere; widen the residency only if the tenant's contract says so",
    ],
  },
  "share-over-100-percent": {
    change: (stack) => set(stack, "clusters.racks.kubernetes.tenants.research.guaranteedSharePercent.value", 101),
    faults: [
      "clusters.racks.kubernetes.tenants.research.guaranteedSharePercent.value: got 101, want a number ≤ 100; fix: write the percent of the cluster's GPUs that are the tenant's at any time (Kueue's nominalQuota)",
    ],
  },
  "shares-over-100-percent": {
    change: (stack) => set(stack, "clusters.training.kubernetes.tenants.industry.guaranteedSharePercent.value", 50.3),
    faults: [
      "clusters.training.kubernetes.tenants: got research 60 % + industry 50.3 % = 110.3 % guaranteed, want at most 100 %; fix: take 10.3 % away from a tenant",
    ],
  },
  "undeclared-tenant": {
    change: (stack) =>
      add(stack, "clusters.racks.kubernetes.tenants.gamma", { guaranteedSharePercent: assumed(0, "an example"), preemptionOrder: 1 }),
    faults: [
      "clusters.racks.kubernetes.tenants.gamma: got an allocation to a tenant that nobody declares, want a key of tenants: research, industry; fix: declare tenants.gamma (legal entity, owners, residency), or correct the name",
    ],
  },
  "withdrawn-release-of-a-scalable-unit": {
    change: (stack) => add(stack, "clusters.training.releaseByScalableUnit", { "su-2": "2026.08" }),
    faults: [
      "clusters.training.releaseByScalableUnit.su-2: got 2026.08, withdrawn on 2026-10-27: Kubernetes 1.34 gets no more security fixes, want a release set that may run; fix: take 2026.11",
    ],
  },
  "withdrawn-release": {
    change: (stack) => set(stack, "clusters.training.release", "2026.08"),
    faults: [
      "clusters.training.release: got 2026.08, withdrawn on 2026-10-27: Kubernetes 1.34 gets no more security fixes, want a release set that may run; fix: take 2026.11",
    ],
  },
  "work-handed-to-another-site": {
    change: (stack) => add(stack, "multiKueue", { manager: "racks", workers: ["texas-1"], tenants: ["research"] }),
    faults: [
      "multiKueue.workers[0]: got texas-1, want a cluster of this stack: training, racks; fix: name one of them: jobs and their data stay at the site, which lies in one jurisdiction",
    ],
  },
  "work-handed-to-itself": {
    change: (stack) => add(stack, "multiKueue", { manager: "racks", workers: ["training", "racks"], tenants: ["research"] }),
    faults: [
      "multiKueue.workers[1]: got racks, which is multiKueue.manager too, want a cluster that is not named yet: no cluster hands jobs to itself; fix: remove it; submit jobs for the manager to its queue gpu",
    ],
  },
  "worker-of-another-device-mode": {
    change: (stack) => {
      add(stack, "clusters.racks.kubernetes.deviceAllocation", "dra");
      add(stack, "multiKueue", { manager: "training", workers: ["racks"], tenants: ["research"] });
    },
    faults: [
      "multiKueue.workers[0]: got racks, whose pods get nvidia.com/gpu by dra, not packed, want nvidia.com/gpu by device-plugin, packed, as at training: one job must be able to run in any of them; fix: leave the cluster out, or give both the same accelerators' vendor, deviceAllocation and topologyAwareScheduling",
    ],
  },
  "worker-without-the-tenant": {
    change: (stack) => add(stack, "multiKueue", { manager: "training", workers: ["racks"], tenants: ["industry"] }),
    faults: [
      "multiKueue.tenants[0]: got industry, without an allocation in racks, want an allocation in the manager and in every worker: its namespace and queue must be in each; fix: declare clusters.racks.kubernetes.tenants.industry, or leave the tenant out here",
    ],
  },
} satisfies InvalidCases;
