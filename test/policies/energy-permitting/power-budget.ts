import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { cluster, phase, secondCluster, secondPhase, site } from "../../support/site-resources.ts";

/** 44 racks of two air-cooled hosts each: 0.66 MW at the site's effectiveness. */
const hosts = (changes: Readonly<Record<string, unknown>> = {}) =>
  cluster({ accelerator: "b200", gpus: 320, unitsPerRack: 2, facilityMegawatts: 0.6578, ...changes }, "hosts");
const air = { cooling: { system: "adiabatic", supplies: ["air"] } };

export const cases: Readonly<Record<string, RuleCases>> = {
  "gpu-power-budget": {
    violating: {
      resources: [
        site({ "efficiency.powerUsageEffectiveness": 1.25 }),
        phase({ capacityMegawatts: 230 }),
        cluster({ gpus: 100_000, facilityMegawatts: 243.075 }),
      ],
      results: [
        "violated initial: got 1,389 gb300-nvl72 units x 140 kW x PUE 1.25 = 243.075 MW in the phases up to initial, want at most 230 MW (which this IT load of 194.46 MW fits while PUE ≤ 1.18); fix: declare fewer GPUs, or place a cluster in a later phase",
      ],
    },
    passing: {
      resources: [
        site({ "efficiency.powerUsageEffectiveness": 1.18 }),
        phase({ capacityMegawatts: 230 }),
        cluster({ gpus: 100_000, facilityMegawatts: 229.4628 }),
      ],
      results: ["passed (stack)"],
    },
    notApplicable: { resources: [site(), phase()], results: ["not-applicable (stack): no cluster draws power"] },
    unknown: {
      resources: [site(), phase(), cluster({ gpus: unknownValue })],
      results: [
        "unknown training: got gpus that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "exactly the capacity": { resources: [site(), phase({ capacityMegawatts: 16.1 }), cluster()], results: ["passed (stack)"] },
      "two clusters in one phase": {
        resources: [site(), phase(), cluster(), cluster({ gpus: 1_800, facilityMegawatts: 4.025 }, "other")],
        results: [
          "violated initial: got 125 gb300-nvl72 units x 140 kW x PUE 1.15 = 20.125 MW in the phases up to initial, want at most 20 MW (which this IT load of 17.5 MW fits while PUE ≤ 1.14); fix: declare fewer GPUs, or place a cluster in a later phase",
        ],
      },
      "clusters of two kinds": {
        resources: [site(), phase({ capacityMegawatts: 16.5 }), cluster(), hosts()],
        results: [
          "violated initial: got (100 gb300-nvl72 units x 140 kW + 40 b200 units x 14.3 kW) x PUE 1.15 = 16.7578 MW in the phases up to initial, want at most 16.5 MW (which this IT load of 14.572 MW fits while PUE ≤ 1.13); fix: declare fewer GPUs, or place a cluster in a later phase",
        ],
      },
      "a second phase that has too little beside the first": {
        resources: [site(), phase(), secondPhase({ capacityMegawatts: 30 }), cluster(), secondCluster()],
        results: [
          "violated second: got 200 gb300-nvl72 units x 140 kW x PUE 1.15 = 32.2 MW in the phases up to second, want at most 30 MW (which this IT load of 28 MW fits while PUE ≤ 1.07); fix: declare fewer GPUs, or place a cluster in a later phase",
        ],
      },
      "a cluster that grows past its later phase": {
        resources: [site(), phase(), secondPhase({ capacityMegawatts: 30 }), cluster({ growth: { initial: 7_200, second: 14_400 } })],
        results: [
          "violated second: got 200 gb300-nvl72 units x 140 kW x PUE 1.15 = 32.2 MW in the phases up to second, want at most 30 MW (which this IT load of 28 MW fits while PUE ≤ 1.07); fix: declare fewer GPUs, or place a cluster in a later phase",
        ],
      },
      "a cluster that grows within its later phase": {
        resources: [site(), phase(), secondPhase({ capacityMegawatts: 40 }), cluster({ growth: { initial: 7_200, second: 14_400 } })],
        results: ["passed (stack)"],
      },
      "more racks than any effectiveness makes fit": {
        resources: [site(), phase({ capacityMegawatts: 10 }), cluster()],
        results: [
          "violated initial: got 100 gb300-nvl72 units x 140 kW x PUE 1.15 = 16.1 MW in the phases up to initial, want at most 10 MW; fix: declare fewer GPUs, or place a cluster in a later phase",
        ],
      },
      "a cluster in a phase that nobody declares": {
        resources: [site(), phase(), cluster({ phase: "third" })],
        results: [
          "violated training: got phase third, which powers 7,200 GPUs, want a phase of the site: initial; fix: name one of them, or declare the phase",
        ],
      },
      "a load that its machines do not make": {
        resources: [site(), phase(), cluster({ facilityMegawatts: 1.61 })],
        results: [
          "violated training: got 1.61 MW stated, want 16.1 MW: 100 gb300-nvl72 units x 140 kW x PUE 1.15; fix: let the load follow from the machines",
        ],
      },
      "a cluster without a site": {
        resources: [cluster()],
        results: [
          "violated training: got nscale:cluster:GpuCluster training in a stack without a site, want the site that it belongs to; fix: declare the site in the same stack: this rule judges the two together",
        ],
      },
    },
  },
  "rack-density-cooling": {
    violating: {
      resources: [site(air), cluster()],
      results: [
        "violated training: got racks of 140 kW of NVIDIA GB300 NVL72, cooled by direct-to-chip-liquid, at a site that supplies air, want direct-to-chip-liquid above 40 kW a rack; fix: choose another accelerator or fewer hosts a rack, or declare the liquid loop if the site has it",
      ],
    },
    passing: { resources: [site(), cluster()], results: ["passed (stack)"] },
    notApplicable: { resources: [site()], results: ["not-applicable (stack): no racks are declared"] },
    unknown: {
      resources: [site(), cluster({ accelerator: unknownValue })],
      results: [
        "unknown training: got accelerator that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "hosts on air": { resources: [site(air), hosts()], results: ["passed (stack)"] },
      "three hosts on air": {
        resources: [site(air), hosts({ unitsPerRack: 3 })],
        results: [
          "violated hosts: got racks of 42.9 kW of NVIDIA HGX B200, cooled by air or direct-to-chip-liquid, at a site that supplies air, want direct-to-chip-liquid above 40 kW a rack; fix: choose another accelerator or fewer hosts a rack, or declare the liquid loop if the site has it",
        ],
      },
      "three hosts where air carries 45 kW": {
        resources: [site(air), hosts({ unitsPerRack: 3 })],
        parameters: { airKilowatts: 45 },
        results: ["passed (stack)"],
      },
      "air-cooled hosts at a site without air": {
        resources: [site(), hosts({ accelerator: "h100" })],
        results: [
          "violated hosts: got racks of 20.4 kW of NVIDIA H100 SXM, cooled by air, at a site that supplies direct-to-chip-liquid, want air; fix: choose another accelerator or fewer hosts a rack, or declare the liquid loop if the site has it",
        ],
      },
      "racks denser than their hall": {
        resources: [site({ "halls.hall-1.rackKilowatts": 132 }), cluster()],
        results: [
          "violated training: got racks of 1 x 140 kW = 140 kW in hall hall-1, want at most the 132 kW that the hall gives a rack; fix: put fewer hosts in a rack, or choose another hall",
        ],
      },
      "a hall that nobody declares": {
        resources: [site(), cluster({ hall: "hall-9" })],
        results: [
          "violated training: got racks of 1 x 140 kW = 140 kW in hall hall-9, want a hall of the site: hall-1; fix: put fewer hosts in a rack, or choose another hall",
        ],
      },
      "cooling that is not known": {
        resources: [site({ "cooling.supplies": unknownValue }), cluster()],
        results: [
          "unknown north: got cooling.supplies that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "racks of which nothing is said": {
        resources: [site(), cluster({ unitsPerRack: undefined })],
        results: ["violated training: got unitsPerRack: nothing, want a number; fix: add it"],
      },
    },
  },
};
