import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { agreement, gridAgreement, site } from "../../support/site-resources.ts";

const over = { validTo: "2026-10-31" };

export const cases: Readonly<Record<string, RuleCases>> = {
  "require-direct-ppa": {
    violating: {
      resources: [agreement({ kind: "rec" })],
      results: [
        'violated hydro: got 20 MW of "rec" power in NO4 until 2036-12-31, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; fix: sign a direct agreement with a renewable plant in the zone',
      ],
    },
    passing: { resources: [agreement()], results: ["passed hydro"] },
    notApplicable: {
      resources: [agreement({ kind: "rec", ...over })],
      results: ["not-applicable hydro: the agreement ended on 2026-10-31"],
    },
    unknown: {
      resources: [agreement({ kind: unknownValue })],
      results: [
        "unknown hydro: got kind that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "power of a nuclear plant": {
        resources: [agreement({ source: "nuclear" })],
        results: [
          "violated hydro: got 20 MW of nuclear (direct-ppa), want a renewable source: hydro, geothermal, wind, solar; fix: contract the power from a renewable plant",
        ],
      },
      "gas on site": {
        resources: [agreement({ kind: "onsite", source: "gas" })],
        results: [
          "violated hydro: got 20 MW of gas (onsite), want a renewable source: hydro, geothermal, wind, solar; fix: contract the power from a renewable plant",
        ],
      },
      "wind on site": { resources: [agreement({ kind: "onsite", source: "wind" })], results: ["passed hydro"] },
      "grid power in Norway, with a plan": {
        resources: [gridAgreement({ gridZone: "NO4" })],
        results: [
          "violated grid: got 40 MW of grid power in NO4 until 2036-12-31, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; fix: sign a direct agreement with a renewable plant in the zone",
        ],
      },
      "grid power in Great Britain, with a plan that lies ahead": {
        resources: [gridAgreement()],
        results: [
          "violated grid: got 40 MW of grid power in GB until 2036-12-31, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; fix: sign the agreement that is planned: 40 MW of wind by 2030-12-31 [advisory: the site is declared to run on the grid, with a plan that ends it by 2030-12-31]",
        ],
      },
      "the same on the plan's day": {
        resources: [gridAgreement()],
        date: "2030-12-31",
        results: [
          "violated grid: got 40 MW of grid power in GB until 2036-12-31, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; fix: sign the agreement that is planned: 40 MW of wind by 2030-12-31 [advisory: the site is declared to run on the grid, with a plan that ends it by 2030-12-31]",
        ],
      },
      "the same on the day after": {
        resources: [gridAgreement()],
        date: "2031-01-01",
        results: [
          "violated grid: got 40 MW of grid power in GB until 2036-12-31, past 2030-12-31, by which it was to end, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; fix: sign the direct agreement, or state in renewablePlan by when it begins",
        ],
      },
      "grid power in Great Britain without a plan": {
        resources: [gridAgreement({ renewablePlan: undefined })],
        results: [
          "violated grid: got 40 MW of grid power in GB until 2036-12-31, and no plan to end it, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; fix: sign the direct agreement, or state in renewablePlan by when it begins",
        ],
      },
      "grid power in Great Britain where the company takes none": {
        resources: [gridAgreement()],
        parameters: { gridPowerWithPlanIn: ["ERCOT"] },
        results: [
          "violated grid: got 40 MW of grid power in GB until 2036-12-31, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; fix: sign a direct agreement with a renewable plant in the zone",
        ],
      },
      "no kind at all": {
        resources: [agreement({ kind: undefined })],
        results: ["violated hydro: got kind: nothing, want text; fix: add it"],
      },
      "a plan whose date is not known": {
        resources: [gridAgreement({ "renewablePlan.by": unknownValue })],
        results: [
          "unknown grid: got renewablePlan.by that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "its last day": {
        resources: [agreement({ kind: "rec", validTo: "2026-11-01" })],
        results: [
          'violated hydro: got 20 MW of "rec" power in NO4 until 2026-11-01, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; fix: sign a direct agreement with a renewable plant in the zone',
        ],
      },
    },
  },
  "grid-site-needs-plan": {
    violating: {
      resources: [gridAgreement({ renewablePlan: undefined })],
      results: [
        "violated grid: got 40 MW of grid power without a plan, want a plan for 40 MW of renewable power by 2030-12-31; fix: add renewablePlan: source, megawatts and by",
      ],
    },
    passing: { resources: [gridAgreement()], results: ["passed grid"] },
    notApplicable: { resources: [agreement()], results: ["not-applicable hydro: the power is contracted directly (direct-ppa)"] },
    unknown: {
      resources: [gridAgreement({ "renewablePlan.by": unknownValue })],
      results: [
        "unknown grid: got renewablePlan.by that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a plan for all that it must not be": {
        resources: [gridAgreement({ renewablePlan: { source: "gas", megawatts: 30, by: "2031-01-01" } })],
        results: [
          "violated grid: got a plan for 2031-01-01, want a plan for 40 MW of renewable power by 2030-12-31; fix: bring the agreement forward",
          "violated grid: got a plan for 30 MW, want a plan for 40 MW of renewable power by 2030-12-31; fix: plan 10 MW more",
          "violated grid: got a plan for gas, want a plan for 40 MW of renewable power by 2030-12-31; fix: plan a renewable source",
        ],
      },
      "a plan whose date has passed": {
        resources: [gridAgreement({ "renewablePlan.by": "2026-10-31" })],
        results: [
          "violated grid: got a plan whose date has passed: 2026-10-31, want a plan for 40 MW of renewable power by 2030-12-31; fix: sign the agreement, or state a new date and why",
        ],
      },
      "a plan for today": { resources: [gridAgreement({ "renewablePlan.by": "2026-11-01" })], results: ["passed grid"] },
      "a company that wants it earlier": {
        resources: [gridAgreement()],
        parameters: { latest: "2028-12-31" },
        results: [
          "violated grid: got a plan for 2030-12-31, want a plan for 40 MW of renewable power by 2028-12-31; fix: bring the agreement forward",
        ],
      },
      "an agreement that is over": {
        resources: [gridAgreement({ renewablePlan: undefined, ...over })],
        results: ["not-applicable grid: the agreement ended on 2026-10-31"],
      },
    },
  },
  "renewable-claim-backed": {
    violating: {
      resources: [site(), agreement(), gridAgreement({ gridZone: "NO4", megawatts: 10 })],
      results: [
        "violated north: got REF 1 with 20 of 30 MW by direct renewable agreement, cancelled for the site, on 2026-11-01, want REF ≤ 0.66; fix: declare the share that the agreements make, or contract the rest directly",
      ],
    },
    passing: { resources: [site(), agreement()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site({ "efficiency.renewableEnergyFactor": 0 }), gridAgreement()],
      results: ["not-applicable (stack): the site claims no renewable energy"],
    },
    unknown: {
      resources: [site(), agreement({ guaranteesOfOrigin: unknownValue })],
      results: [
        "unknown hydro: got guaranteesOfOrigin that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a claim of what the agreements make": {
        resources: [site({ "efficiency.renewableEnergyFactor": 0.5 }), agreement(), gridAgreement({ megawatts: 20 })],
        results: ["passed (stack)"],
      },
      "a direct agreement without guarantees": {
        resources: [site(), agreement({ guaranteesOfOrigin: "bundled" })],
        results: [
          "violated north: got REF 1 with 0 of 20 MW by direct renewable agreement, cancelled for the site, on 2026-11-01, want REF ≤ 0; fix: declare the share that the agreements make, or contract the rest directly",
        ],
      },
      "gas on site": {
        resources: [site(), agreement({ kind: "onsite", source: "gas" })],
        results: [
          "violated north: got REF 1 with 0 of 20 MW by direct renewable agreement, cancelled for the site, on 2026-11-01, want REF ≤ 0; fix: declare the share that the agreements make, or contract the rest directly",
        ],
      },
      "wind on site, for which no guarantees are issued": {
        resources: [site(), agreement({ kind: "onsite", source: "wind", guaranteesOfOrigin: "none" })],
        results: ["passed (stack)"],
      },
      "grid power that begins later": {
        resources: [site(), agreement(), gridAgreement({ validFrom: "2028-01-01" })],
        results: [
          "violated north: got REF 1 with 20 of 60 MW by direct renewable agreement, cancelled for the site, on 2028-01-01, want REF ≤ 0.33; fix: declare the share that the agreements make, or contract the rest directly",
        ],
      },
      "grid power that ended before": {
        resources: [site(), agreement(), gridAgreement({ validTo: "2026-10-31" })],
        results: ["passed (stack)"],
      },
      "no agreement": {
        resources: [site()],
        results: [
          "violated north: got REF 1 without an agreement in force, want REF 0, or direct agreements; fix: declare the share that the agreements make, or contract the rest directly",
        ],
      },
      "an agreement without a site": {
        resources: [agreement()],
        results: [
          "violated hydro: got nscale:site:PowerAgreement hydro in a stack without a site, want the site that it belongs to; fix: declare the site in the same stack: this rule judges the two together",
        ],
      },
      "two sites": {
        resources: [site(), site(), agreement()],
        results: [
          "violated (stack): got 2 sites: north, north, want one site a stack; fix: give each site a stack of its own: what powers one must not count for another",
        ],
      },
      "a share in percent, as text": {
        resources: [site({ "efficiency.renewableEnergyFactor": "100" }), agreement()],
        results: [
          'violated north: got efficiency.renewableEnergyFactor: "100", which is text, want a number; fix: write 100, without quotation marks',
        ],
      },
      "no site": { resources: [], results: ["not-applicable (stack): the stack declares no site"] },
    },
  },
};
