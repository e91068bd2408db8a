import { assumed } from "../../components/lib/fact.ts";
import { add, set, type InvalidCases } from "../support/invalid.ts";

/** Clusters that grow from phase to phase. */
export default {
  "growth-before-the-beginning": {
    change: (stack) => add(stack, "clusters.training.growth", { initial: assumed(300, "an example") }),
    faults: [
      "clusters.training.growth.initial: got initial, want a phase after initial, with which the cluster begins; fix: name a later phase, or correct the cluster's own",
    ],
  },
  "growth-in-a-phase-that-nobody-declares": {
    change: (stack) => add(stack, "clusters.training.growth", { later: assumed(512, "an example") }),
    faults: [
      "clusters.training.growth.later: got later, want a phase of the site: initial, expansion; fix: name one of them, or declare the phase in site.phases",
    ],
  },
  "growth-of-nothing": {
    change: (stack) => add(stack, "clusters.training.growth", { expansion: assumed(256, "an example") }),
    faults: [
      "clusters.training.growth.expansion: got 256 GPUs, want more than the 256 that the cluster has before: growth counts the whole cluster; fix: write the GPUs of the whole cluster from that phase on, or leave the phase out",
    ],
  },
  "growth-past-the-phase's-power": {
    change: (stack) => {
      set(stack, "site.phases.1.capacityMegawatts.value", 2.5);
      add(stack, "clusters.training.growth", { expansion: assumed(512, "an example") });
    },
    faults: [
      "clusters: got (64 b200 units x 14.3 kW + 10 gb300-nvl72 units x 140 kW) x PUE 1.15 = 2.66248 MW in the phases up to expansion, want at most 2.5 MW (which this IT load of 2.3152 MW fits while PUE ≤ 1.07); fix: give racks at most 576 GPUs",
    ],
  },
  "growth-past-the-power-that-is-contracted": {
    change: (stack) => {
      set(stack, "site.powerAgreements.hydro.megawatts.value", 2.5);
      add(stack, "clusters.training.growth", { expansion: assumed(512, "an example") });
    },
    faults: [
      "site.powerAgreements: got 2.5 MW in force on 2027-01-01 (hydro), want at least 2.66248 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2027-01-01, or add one of 0.16248 MW",
    ],
  },
  "growth-past-what-is-delivered-to-it": {
    change: (stack) => {
      add(stack, "clusters.training.growth", { expansion: assumed(264, "an example") });
      set(stack, "deliveries.training.gpus.value", 272);
    },
    faults: ["deliveries: got 272 GPUs delivered to training, want at most its 264; fix: correct a delivery, or clusters.training.gpus"],
  },
  "growth-to-more-nodes-than-pods-have-room-for": {
    change: (stack) => {
      set(stack, "clusters.training.network.podCidr", "10.64.0.0/18");
      add(stack, "clusters.training.growth", { expansion: assumed(512, "an example") });
    },
    faults: [
      "clusters.training.network.podCidr: got 10.64.0.0/18, which holds a /24 for 64 nodes, want room for 67 nodes; fix: write a prefix of /17 or shorter",
    ],
  },
  "delivery-before-a-cluster-that-grows": {
    change: (stack) => {
      add(stack, "clusters.training.growth", { expansion: assumed(264, "an example") });
      set(stack, "deliveries.training.deliveredOn.value", "2025-12-31");
    },
    faults: [
      "deliveries.training.deliveredOn: got 2025-12-31, want a date not before 2026-01-01, when phase initial is energised; fix: correct the date, or place the cluster in an earlier phase",
    ],
  },
} satisfies InvalidCases;
