import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { agreement, gridAgreement, site } from "../../support/site-resources.ts";

const over = { validTo: "2026-10-31" };

export const cases: Readonly<Record<string, RuleCases>> = {
  "no-unbundled-certificates": {
    violating: {
      resources: [agreement({ guaranteesOfOrigin: "bought-apart" })],
      results: [
        "violated hydro: got guarantees of origin for 20 MW that are bought-apart, want guarantees of origin that come with the power, or none; fix: contract power and guarantees together, and have these cancelled for the site",
      ],
    },
    passing: { resources: [agreement({ guaranteesOfOrigin: "bundled" })], results: ["passed hydro"] },
    notApplicable: { resources: [gridAgreement()], results: ["not-applicable grid: no guarantees of origin are claimed"] },
    unknown: {
      resources: [agreement({ guaranteesOfOrigin: unknownValue })],
      results: [
        "unknown hydro: got guaranteesOfOrigin that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "cancelled for the site": { resources: [agreement()], results: ["passed hydro"] },
      "bought apart from grid power": {
        resources: [gridAgreement({ guaranteesOfOrigin: "bought-apart" })],
        results: [
          "violated grid: got guarantees of origin for 40 MW that are bought-apart, want guarantees of origin that come with the power, or none; fix: contract power and guarantees together, and have these cancelled for the site",
        ],
      },
      "an agreement that is over": {
        resources: [agreement({ guaranteesOfOrigin: "bought-apart", ...over })],
        results: ["not-applicable hydro: the agreement ended on 2026-10-31"],
      },
      "a word that the spec does not know": {
        resources: [agreement({ guaranteesOfOrigin: "rec" })],
        results: [
          "violated hydro: got guarantees of origin for 20 MW that are rec, want guarantees of origin that come with the power, or none; fix: contract power and guarantees together, and have these cancelled for the site",
        ],
      },
    },
  },
  "go-cancelled-for-site": {
    violating: {
      resources: [agreement({ guaranteesOfOrigin: "bundled" })],
      results: [
        "violated hydro: got 20 MW by direct-ppa, of which the guarantees of origin are: bundled, want bundled-and-cancelled-for-site; fix: have the guarantees cancelled with a statement that names the site",
      ],
    },
    passing: { resources: [agreement()], results: ["passed hydro"] },
    notApplicable: { resources: [gridAgreement()], results: ["not-applicable grid: grid power without any claim to guarantees of origin"] },
    unknown: {
      resources: [agreement({ guaranteesOfOrigin: unknownValue })],
      results: [
        "unknown hydro: got guaranteesOfOrigin that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "direct power without guarantees": {
        resources: [agreement({ guaranteesOfOrigin: "none" })],
        results: [
          "violated hydro: got 20 MW by direct-ppa, of which the guarantees of origin are: none, want bundled-and-cancelled-for-site; fix: have the guarantees cancelled with a statement that names the site",
        ],
      },
      "a green tariff whose guarantees stay with the supplier": {
        resources: [gridAgreement({ guaranteesOfOrigin: "bundled" })],
        results: [
          "violated grid: got 40 MW by grid, of which the guarantees of origin are: bundled, want bundled-and-cancelled-for-site; fix: have the guarantees cancelled with a statement that names the site",
        ],
      },
      "power that never leaves the site": {
        resources: [agreement({ kind: "onsite", guaranteesOfOrigin: "none" })],
        results: ["not-applicable hydro: no guarantees of origin are issued for power that never leaves the site"],
      },
      "an agreement that is over": {
        resources: [agreement({ guaranteesOfOrigin: "none", ...over })],
        results: ["not-applicable hydro: the agreement ended on 2026-10-31"],
      },
    },
  },
  "no-offsets": {
    violating: {
      resources: [site({ "energyClaims.offsetSharePercent": 5 })],
      results: [
        "violated north: got 5 % of the emissions claimed as offset, want 0 %; fix: drop the claim, and contract renewable power directly",
      ],
    },
    passing: { resources: [site()], results: ["passed north"] },
    notApplicable: {
      resources: [site({ "efficiency.renewableEnergyFactor": 0 })],
      results: ["not-applicable north: the site claims neither renewable energy nor offsets"],
    },
    unknown: {
      resources: [site({ "energyClaims.offsetSharePercent": unknownValue })],
      results: [
        "unknown north: got energyClaims.offsetSharePercent that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "nothing said of offsets": {
        resources: [site({ energyClaims: undefined })],
        results: ["violated north: got energyClaims: nothing, want an object with offsetSharePercent; fix: add it"],
      },
      "offsets of a site that claims nothing else": {
        resources: [site({ "efficiency.renewableEnergyFactor": 0, "energyClaims.offsetSharePercent": 0.5 })],
        results: [
          "violated north: got 0.5 % of the emissions claimed as offset, want 0 %; fix: drop the claim, and contract renewable power directly",
        ],
      },
    },
  },
};
