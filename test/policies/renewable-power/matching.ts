import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { agreement, gridAgreement, site } from "../../support/site-resources.ts";

const inTexas = { gridZone: "ERCOT", source: "wind" };

export const cases: Readonly<Record<string, RuleCases>> = {
  "hourly-match-declared": {
    violating: {
      resources: [site({ "energyClaims.hourlyMatchedPercent": undefined })],
      results: [
        "violated north: got REF 1 without an hourly score, want at least 90 % of the load matched hour by hour; fix: declare energyClaims.hourlyMatchedPercent [advisory: a draft: GHG Protocol, revision of the Scope 2 Guidance, consulted on from 20 October 2025 and expected in 2027]",
      ],
    },
    passing: { resources: [site({ "energyClaims.hourlyMatchedPercent": 90 })], results: ["passed north"] },
    notApplicable: {
      resources: [site({ "efficiency.renewableEnergyFactor": 0, energyClaims: undefined })],
      results: ["not-applicable north: the site claims no renewable energy"],
    },
    unknown: {
      resources: [site({ "energyClaims.hourlyMatchedPercent": unknownValue })],
      results: [
        "unknown north: got energyClaims.hourlyMatchedPercent that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a score below": {
        resources: [site({ "energyClaims.hourlyMatchedPercent": 89 })],
        results: [
          "violated north: got an hourly score of 89 %, want at least 90 % of the load matched hour by hour; fix: contract power for the hours that are not matched, or store it [advisory: a draft: GHG Protocol, revision of the Scope 2 Guidance, consulted on from 20 October 2025 and expected in 2027]",
        ],
      },
      "before the revision was made public": {
        resources: [site({ energyClaims: undefined })],
        date: "2025-10-19",
        results: ["not-applicable north: no text of 2025-10-19 asks for hourly matching"],
      },
      "a company that wants less": {
        resources: [site({ "energyClaims.hourlyMatchedPercent": 80 })],
        parameters: { leastPercent: 80 },
        results: ["passed north"],
      },
    },
  },
  "additionality-window": {
    violating: {
      resources: [agreement({ gridZone: "GB", plantInOperationFrom: "1978-05-31" })],
      results: [
        "violated hydro: got 20 MW of hydro in GB (renewable share not known) from a plant in operation since 1978-05-31, want a plant in operation since 2023-01-01 or later, or a zone that is more than 90 % renewable; fix: contract a plant that is built for the load",
      ],
    },
    passing: { resources: [agreement({ ...inTexas, plantInOperationFrom: "2023-01-01" })], results: ["passed hydro"] },
    notApplicable: { resources: [gridAgreement()], results: ["not-applicable grid: grid power comes from no plant in particular"] },
    unknown: {
      resources: [agreement({ ...inTexas, plantInOperationFrom: unknownValue })],
      results: [
        "unknown hydro: got plantInOperationFrom that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a day too old": {
        resources: [agreement({ ...inTexas, plantInOperationFrom: "2022-12-31" })],
        results: [
          "violated hydro: got 20 MW of wind in ERCOT (renewable share not known) from a plant in operation since 2022-12-31, want a plant in operation since 2023-01-01 or later, or a zone that is more than 90 % renewable; fix: contract a plant that is built for the load",
        ],
      },
      "a plant of which nothing is stated": {
        resources: [agreement(inTexas)],
        results: [
          "violated hydro: got 20 MW of wind in ERCOT (renewable share not known) from a plant in operation since a day that is not stated, want a plant in operation since 2023-01-01 or later, or a zone that is more than 90 % renewable; fix: state plantInOperationFrom",
        ],
      },
      "an old plant where the zone is renewable": {
        resources: [agreement({ plantInOperationFrom: "1920-01-01" })],
        results: ["passed hydro"],
      },
      "an old plant where the zone is not renewable enough": {
        resources: [agreement({ plantInOperationFrom: "1920-01-01" })],
        parameters: { waivedAbovePercent: 95 },
        results: [
          "violated hydro: got 20 MW of hydro in NO4 (95 % renewable) from a plant in operation since 1920-01-01, want a plant in operation since 2023-01-01 or later, or a zone that is more than 95 % renewable; fix: contract a plant that is built for the load",
        ],
      },
      "a plant that begins after the supply": {
        resources: [agreement({ ...inTexas, plantInOperationFrom: "2028-02-29" })],
        results: ["passed hydro"],
      },
      "an agreement that is over": {
        resources: [agreement({ ...inTexas, validTo: "2026-10-31" })],
        results: ["not-applicable hydro: the agreement ended on 2026-10-31"],
      },
    },
  },
};
