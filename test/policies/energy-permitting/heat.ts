import { resource, unknownValue, type RuleCases } from "../../support/policies.ts";
import { phase, secondPhase, site } from "../../support/site-resources.ts";

const assessed = (outcome: unknown, doneOn = "2026-02-01") => ({ heatAssessment: { doneOn, outcome } });
const fishFarm = resource("nscale:site:HeatReuse", "fish-farm", { thermalMegawatts: 2 });
const inIceland = { "location.jurisdiction": "IS", "location.gridZone": "IS" };

export const cases: Readonly<Record<string, RuleCases>> = {
  "heat-reuse-assessment": {
    violating: {
      resources: [site(), phase()],
      results: [
        "violated north: got 20 MW with no heat reuse and no assessment of it, want heat that is delivered, or an assessment that finds it not feasible, above 2 MW; fix: have the analysis made, and declare heatAssessment [advisory: not verified: Norwegian Energy Act sections 7-2 to 7-4 (Prop. 100 L (2022-2023)), sanctioned, but with no day of force found]",
      ],
    },
    passing: { resources: [site(assessed("not-feasible")), phase()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site({ "location.jurisdiction": "GB" }), phase()],
      results: ["not-applicable (stack): no text of 2026-11-01 asks it of a site in GB"],
    },
    unknown: {
      resources: [site(assessed(unknownValue)), phase()],
      results: [
        "unknown north: got heatAssessment.outcome that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "heat that is delivered": { resources: [site(), phase(), fishFarm], results: ["passed (stack)"] },
      "an analysis that finds a use, and no use": {
        resources: [site(assessed("reuse")), phase()],
        results: [
          "violated north: got 20 MW with no heat reuse and an assessment of 2026-02-01 that finds it worth its cost, want heat that is delivered, or an assessment that finds it not feasible, above 2 MW; fix: declare who takes the heat [advisory: not verified: Norwegian Energy Act sections 7-2 to 7-4 (Prop. 100 L (2022-2023)), sanctioned, but with no day of force found]",
        ],
      },
      "an analysis to come": {
        resources: [site(assessed("not-feasible", "2026-11-02")), phase()],
        results: [
          "violated north: got 20 MW with no heat reuse and no assessment of it, want heat that is delivered, or an assessment that finds it not feasible, above 2 MW; fix: have the analysis made, and declare heatAssessment [advisory: not verified: Norwegian Energy Act sections 7-2 to 7-4 (Prop. 100 L (2022-2023)), sanctioned, but with no day of force found]",
        ],
      },
      "2 MW in Norway": { resources: [site(), phase({ capacityMegawatts: 2 })], results: ["not-applicable (stack): 2 MW, at most 2 MW"] },
      "2 MW in Iceland": {
        resources: [site(inIceland), phase({ capacityMegawatts: 2 })],
        results: [
          "violated north: got 2 MW with no heat reuse and no assessment of it, want heat that is delivered, or an assessment that finds it not feasible, above 1 MW; fix: have the analysis made, and declare heatAssessment",
        ],
      },
      "an ambition alone": {
        resources: [site(), secondPhase({ status: "ambition" })],
        results: ["not-applicable (stack): 0 MW, at most 2 MW"],
      },
      "before there was a text": {
        resources: [site(), phase()],
        date: "2023-06-19",
        results: ["not-applicable (stack): no text of 2023-06-19 asks it of a site in NO"],
      },
    },
  },
};
