import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { connection, site } from "../../support/site-resources.ts";

export const texan = site({ "location.jurisdiction": "US-TX", "location.gridZone": "ERCOT" });
export const largeLoad = {
  studyFeeUsd: 100_000,
  siteControl: "leased",
  duplicateRequestsDisclosed: true,
  backupGeneration: { percentOfDemand: 50, disclosed: true },
  emergencyCurtailment: true,
};
const large = (changes: Readonly<Record<string, unknown>> = {}) => connection({ megawatts: 75, largeLoad, ...changes });

export const cases: Readonly<Record<string, RuleCases>> = {
  "ercot-large-load": {
    violating: {
      resources: [texan, large({ largeLoad: undefined })],
      results: [
        "violated grid-connection: got 75 MW in Texas with no largeLoad, want what the law asks of a large load; fix: declare largeLoad of the grid connection",
      ],
    },
    passing: { resources: [texan, large()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site(), large({ largeLoad: undefined })],
      results: ["not-applicable (stack): the site is in NO, not in Texas"],
    },
    unknown: {
      resources: [texan, large({ "largeLoad.siteControl": unknownValue })],
      results: [
        "unknown grid-connection: got largeLoad.siteControl that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "everything amiss": {
        resources: [
          texan,
          large({
            largeLoad: {
              studyFeeUsd: 99_999,
              siteControl: "none",
              duplicateRequestsDisclosed: false,
              backupGeneration: { percentOfDemand: 50, disclosed: false },
              emergencyCurtailment: false,
            },
          }),
        ],
        results: [
          "violated grid-connection: got 75 MW in Texas with a study fee of $99,999, want $100,000 or more; fix: pay the fee for the study",
          "violated grid-connection: got 75 MW in Texas with no control of the site, want land owned, leased or optioned; fix: secure the land before the request",
          "violated grid-connection: got 75 MW in Texas with duplicate requests not disclosed, want every like request told to the utility; fix: disclose them, or that there is none",
          "violated grid-connection: got 75 MW in Texas with backup for 50 % of the demand, not disclosed, want disclosure from 50 % on; fix: tell the utility of the generators",
          "violated grid-connection: got 75 MW in Texas with no curtailment in an emergency, want a load that can be cut when the grid sheds firm load; fix: install and declare the means",
        ],
      },
      "no backup data": {
        resources: [texan, large({ "largeLoad.backupGeneration": undefined })],
        results: [
          "violated grid-connection: got largeLoad.backupGeneration: nothing, want an object with percentOfDemand, disclosed; fix: add it",
        ],
      },
      "little backup, not disclosed": {
        resources: [texan, large({ "largeLoad.backupGeneration": { percentOfDemand: 49, disclosed: false } })],
        results: ["passed (stack)"],
      },
      "74 MW": {
        resources: [texan, large({ megawatts: 74, largeLoad: undefined })],
        results: ["not-applicable (stack): 74 MW of grid connection, below 75 MW"],
      },
      "75 MW in two connections": {
        resources: [texan, large({ megawatts: 40 }), connection({ megawatts: 35 }, "second-connection")],
        results: [
          "violated second-connection: got 75 MW in Texas with no largeLoad, want what the law asks of a large load; fix: declare largeLoad of the grid connection",
        ],
      },
      "before the bill was signed": {
        resources: [texan, large({ largeLoad: undefined })],
        date: "2025-06-19",
        results: ["not-applicable (stack): no duty of large loads was in force on 2025-06-19"],
      },
    },
  },
};
