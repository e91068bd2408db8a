import { assumed } from "../../components/lib/fact.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { add, remove, set, type InvalidCases } from "../support/invalid.ts";

const why = "an example";

const rename = (stack: StackInput, record: "tenants" | "clusters", from: string, to: string) => {
  add(stack, `${record}.${to}`, stack[record][from]);
  remove(stack, `${record}.${from}`);
};

const promise = (sharePercent: number) => ({
  kind: "contract" as const,
  sharePercent: assumed(sharePercent, why),
  validFrom: assumed("2026-01-01", why),
});

const keys = "asOf, site, tenants, clusters, multiKueue, deliveries, inference";

/** Names of others, keys and figures: one cause is one fault, and what was meant is said where it can be known. */
export default {
  "cluster-renamed": {
    change: (stack) => rename(stack, "clusters", "training", "trainings"),
    faults: [
      "deliveries.training.cluster: got training, want a cluster of the stack: racks, trainings; fix: did you mean trainings? If not, correct the name",
    ],
  },
  "country-that-is-no-neighbour": {
    change: (stack) => set(stack, "tenants.research.residency", ["ES"]),
    faults: ['tenants.research.residency[0]: got "ES", want one of NO, IS, GB, US-TX; fix: write one of them'],
  },
  "misspelt-required-key": {
    change: (stack) => {
      add(stack, "cluster", stack.clusters);
      remove(stack, "clusters");
    },
    faults: [`cluster: got an unknown key, want one of ${keys}; fix: rename it to clusters, or remove it`],
  },
  "misspelt-key-of-a-cluster": {
    change: (stack) => {
      add(stack, "clusters.training.gpu", stack.clusters["training"]?.gpus);
      remove(stack, "clusters.training.gpus");
    },
    faults: [
      "clusters.training.gpu: got an unknown key, want one of renamedFrom, accelerator, gpus, phase, growth, hall, unitsPerRack, scalableUnitUnits, fabric, release, releaseByScalableUnit, controlPlane, network, kubernetes, slurm; fix: rename it to gpus, or remove it",
    ],
  },
  "no-site": {
    change: (stack) => remove(stack, "site"),
    faults: [
      "site: got nothing, want an object with name, operator, owners, listScreenings, statuses, sovereigntyLevel, location, cooling, efficiency, energyClaims, halls, phases, powerAgreements, powerContractedUntil, permits, heatReuse, heatAssessment, offtake, flexibility, storage, egress, egressProxy, monitoring; fix: add it: the site: who owns and runs it, its power, cooling, permits, storage and network",
    ],
  },
  "no-tenants": {
    change: (stack) => {
      set(stack, "tenants", {});
      remove(stack, "clusters.training.kubernetes.tenants.industry");
    },
    faults: [
      "clusters.training.kubernetes.tenants.research: got an allocation to a tenant that nobody declares; so in clusters.racks.kubernetes.tenants.research, want a key of tenants: none is declared; fix: declare tenants.research (legal entity, owners, residency), or correct the name",
    ],
  },
  "number-in-quotation-marks": {
    change: (stack) => {
      set(stack, "site.phases.0.capacityMegawatts.value", "30");
      set(stack, "clusters.training.gpus.value", "13,312");
    },
    faults: [
      'site.phases[0].capacityMegawatts.value: got "30", which is text, want a number; fix: write 30, without quotation marks',
      'clusters.training.gpus.value: got "13,312", which is text, want a number; fix: write 13312, without quotation marks',
    ],
  },
  "offtake-of-a-misspelt-tenant": {
    change: (stack) => {
      add(stack, "site.offtake", { reserch: promise(60) });
    },
    faults: [
      "site.offtake.reserch: got a promise to a tenant that nobody declares, want a key of tenants: research, industry; fix: did you mean research? If not, declare tenants.reserch (legal entity, owners, residency), or correct the name",
    ],
  },
  "offtake-of-a-little-more-than-all": {
    change: (stack) => {
      // 100.30000000000001 in binary fractions.
      add(stack, "site.offtake", { research: promise(33.1), industry: promise(67.2) });
      set(stack, "clusters.training.kubernetes.tenants", {
        research: { guaranteedSharePercent: assumed(33.1, why), preemptionOrder: 1 },
        industry: { guaranteedSharePercent: assumed(66.9, why), preemptionOrder: 1 },
      });
      set(stack, "clusters.racks.kubernetes.tenants", {
        research: { guaranteedSharePercent: assumed(33.1, why), preemptionOrder: 1 },
        industry: { guaranteedSharePercent: assumed(66.9, why), preemptionOrder: 1 },
      });
    },
    faults: [
      "site.offtake: got research 33.1 % + industry 67.2 % = 100.3 % promised, want at most 100 %; fix: take 0.3 % away from a tenant",
    ],
  },
  "phase-misspelt": {
    change: (stack) => set(stack, "clusters.training.phase", "inital"),
    faults: [
      "clusters.training.phase: got inital, want a phase of the site: initial, expansion; fix: did you mean initial? If not, name one of them, or declare the phase in site.phases",
    ],
  },
  "power-from-wood": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.source.value", "wood"),
    faults: [
      'site.powerAgreements.hydro.source.value: got "wood", want one of hydro, geothermal, wind, solar, nuclear; fix: write one of them: the plant\'s source of energy',
    ],
  },
  "quadrillion-gpus": {
    change: (stack) => set(stack, "clusters.training.gpus.value", 1e15),
    faults: [
      "clusters.training.gpus: got 125,000,000,000,000 b200 units x 14.3 kW x PUE 1.15 = 2,055,625,000,000 MW in the phases up to initial, want at most 1 MW; fix: give training at most 480 GPUs, or place a cluster in a later phase",
      "clusters: got (125,000,000,000,000 b200 units x 14.3 kW + 10 gb300-nvl72 units x 140 kW) x PUE 1.15 = 2,055,625,000,000 MW in the phases up to expansion, want at most 3 MW; fix: declare fewer GPUs",
      "site.powerAgreements: got 3 MW in force on 2026-01-01 (hydro), want at least 2,055,625,000,000 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2026-01-01, or add one of 2,055,625,000,000 MW",
      "site.powerAgreements: got 3 MW in force on 2027-01-01 (hydro), want at least 2,055,625,000,000 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2027-01-01, or add one of 2,055,625,000,000 MW",
      "clusters.training.gpus: got 1,000,000,000,000,000 GPUs on 125,000,000,000,000 hosts, 125,000,000,000,003 nodes with the control plane, want at most 5,000 nodes in one Kubernetes cluster; fix: spread them over 25,015,009,006 clusters or more",
      "clusters.training.network.podCidr: got 10.64.0.0/12, which holds a /24 for 4,096 nodes, want room for 125,000,000,000,003 nodes; fix: spread the GPUs over more clusters: no range of pods has room for as many nodes",
    ],
  },
  "tenant-renamed": {
    change: (stack) => rename(stack, "tenants", "research", "researchers"),
    faults: [
      "clusters.training.kubernetes.tenants.research: got an allocation to a tenant that nobody declares; so in clusters.racks.kubernetes.tenants.research, want a key of tenants: industry, researchers; fix: did you mean researchers? If not, declare tenants.research (legal entity, owners, residency), or correct the name",
    ],
  },
} satisfies InvalidCases;
