import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { cluster, site } from "../../support/site-resources.ts";

const pue = (value: unknown) => ({ "efficiency.powerUsageEffectiveness": value });
const air = { cooling: { system: "adiabatic", supplies: ["air"] } };

export const cases: Readonly<Record<string, RuleCases>> = {
  "pue-limit": {
    violating: {
      resources: [site({ ...air, ...pue(1.35) })],
      results: [
        "violated north: got PUE 1.35 with adiabatic cooling that supplies air, want PUE ≤ 1.3, the limit for other cooling; fix: improve the cooling, or declare what has been measured",
      ],
    },
    passing: { resources: [site(pue(1.2))], results: ["passed north"] },
    notApplicable: {
      resources: [site(pue(1.35))],
      date: "2024-12-31",
      results: ["not-applicable north: no limit was in force on 2024-12-31"],
    },
    unknown: {
      resources: [site(pue(unknownValue))],
      results: [
        "unknown north: got efficiency.powerUsageEffectiveness that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "1.21 with liquid": {
        resources: [site(pue(1.21))],
        results: [
          "violated north: got PUE 1.21 with closed-loop-direct-to-chip cooling that supplies direct-to-chip-liquid, want PUE ≤ 1.2, the limit where liquid reaches the chips; fix: improve the cooling, or declare what has been measured",
        ],
      },
      "1.3 with air": { resources: [site({ ...air, ...pue(1.3) })], results: ["passed north"] },
      "a company that wants less": {
        resources: [site()],
        parameters: { directToChip: 1.1 },
        results: [
          "violated north: got PUE 1.15 with closed-loop-direct-to-chip cooling that supplies direct-to-chip-liquid, want PUE ≤ 1.1, the limit where liquid reaches the chips; fix: improve the cooling, or declare what has been measured",
        ],
      },
      "cooling that is not known": {
        resources: [site({ "cooling.supplies": unknownValue })],
        results: [
          "unknown north: got cooling.supplies that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "no PUE": {
        resources: [site(pue(undefined))],
        results: ["violated north: got efficiency.powerUsageEffectiveness: nothing, want a number; fix: add it"],
      },
    },
  },
  "wue-limit": {
    violating: {
      resources: [site({ "efficiency.waterUsageLitresPerKilowattHour": 1.1 })],
      results: ["violated north: got WUE 1.1 l/kWh, want WUE ≤ 0.4 l/kWh; fix: evaporate less, or cool with other water"],
    },
    passing: { resources: [site({ "efficiency.waterUsageLitresPerKilowattHour": 0.4 })], results: ["passed north"] },
    notApplicable: {
      resources: [site({ "efficiency.waterUsageLitresPerKilowattHour": 1.1 })],
      date: "2024-12-31",
      results: ["not-applicable north: no limit was in force on 2024-12-31"],
    },
    unknown: {
      resources: [site({ "efficiency.waterUsageLitresPerKilowattHour": unknownValue })],
      results: [
        "unknown north: got efficiency.waterUsageLitresPerKilowattHour that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
  },
  "eed-kpis-present": {
    violating: {
      resources: [site({ "efficiency.energyReuseFactor": undefined }), cluster()],
      results: [
        "violated north: got no ERF at 14 MW of IT load, want ERF, 0 to 1 (by company policy: the directive does not bind Norway); fix: declare site.efficiency.energyReuseFactor",
      ],
    },
    passing: { resources: [site(), cluster()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site({ "efficiency.energyReuseFactor": undefined }), cluster({ accelerator: "h100", gpus: 392 })],
      results: ["not-applicable (stack): 499.8 kW of IT load, below 500 kW"],
    },
    unknown: {
      resources: [site({ "efficiency.energyReuseFactor": unknownValue }), cluster()],
      results: [
        "unknown north: got efficiency.energyReuseFactor that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "none of them": {
        resources: [site({ efficiency: {} }), cluster()],
        results: [
          "violated north: got no PUE at 14 MW of IT load, want PUE, 1 or more (by company policy: the directive does not bind Norway); fix: declare site.efficiency.powerUsageEffectiveness",
          "violated north: got no WUE at 14 MW of IT load, want WUE, 0 or more (by company policy: the directive does not bind Norway); fix: declare site.efficiency.waterUsageLitresPerKilowattHour",
          "violated north: got no ERF at 14 MW of IT load, want ERF, 0 to 1 (by company policy: the directive does not bind Norway); fix: declare site.efficiency.energyReuseFactor",
          "violated north: got no REF at 14 MW of IT load, want REF, 0 to 1 (by company policy: the directive does not bind Norway); fix: declare site.efficiency.renewableEnergyFactor",
        ],
      },
      "a renewable share in percent": {
        resources: [site({ "efficiency.renewableEnergyFactor": 100 }), cluster()],
        results: [
          "violated north: got an impossible REF at 14 MW of IT load: 100, want REF, 0 to 1 (by company policy: the directive does not bind Norway); fix: declare site.efficiency.renewableEnergyFactor",
        ],
      },
      "a little more than 500 kW": {
        resources: [
          site({ "location.jurisdiction": "US-TX", "efficiency.energyReuseFactor": undefined }),
          cluster({ accelerator: "h100", gpus: 400 }),
        ],
        results: [
          "violated north: got no ERF at 0.51 MW of IT load, want ERF, 0 to 1 (by company policy: the directive does not bind Texas, United States); fix: declare site.efficiency.energyReuseFactor",
        ],
      },
      "before the figures were defined": {
        resources: [site({ "efficiency.energyReuseFactor": undefined }), cluster()],
        date: "2024-06-05",
        results: ["not-applicable (stack): no text of 2024-06-05 asks for the figures"],
      },
      "a cluster without a site": {
        resources: [cluster()],
        results: [
          "violated training: got nscale:cluster:GpuCluster training in a stack without a site, want the site that it belongs to; fix: declare the site in the same stack: this rule judges the two together",
        ],
      },
    },
  },
};
