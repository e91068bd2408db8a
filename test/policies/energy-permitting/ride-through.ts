import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { connection, site } from "../../support/site-resources.ts";
import { largeLoad, texan } from "./large-load.ts";

const large = (rideThrough?: unknown, changes: Readonly<Record<string, unknown>> = {}) =>
  connection({ megawatts: 75, grantedOn: "2025-11-15", largeLoad: { ...largeLoad, rideThrough }, ...changes });

const advisory =
  "[advisory: a draft: ERCOT, NOGRR 282 with NPRR 1308 (proposed): loads of 75 MW or more of which half are computers stay connected through defined dips of voltage and frequency (Nodal Operating Guides 2.6.4 and 2.14), unless ERCOT had approved their energisation by 14 November 2025; its approval is not confirmed]";
const want =
  "want a study by which the load stays connected through dips of voltage and frequency; fix: have the study made, and declare largeLoad.rideThrough";

export const cases: Readonly<Record<string, RuleCases>> = {
  "ercot-ride-through": {
    violating: {
      resources: [texan, large()],
      results: [`violated grid-connection: got 75 MW in Texas with no study of dips, ${want} ${advisory}`],
    },
    passing: { resources: [texan, large(true)], results: ["passed (stack)"] },
    notApplicable: { resources: [site(), large()], results: ["not-applicable (stack): the site is in NO, not in Texas"] },
    unknown: {
      resources: [texan, large(unknownValue)],
      results: [
        "unknown grid-connection: got largeLoad.rideThrough that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a study by which it drops off": {
        resources: [texan, large(false)],
        results: [`violated grid-connection: got 75 MW in Texas with a study by which the load drops off, ${want} ${advisory}`],
      },
      "granted by the day of the exemption": {
        resources: [texan, large(undefined, { grantedOn: "2025-11-14" })],
        results: ["not-applicable (stack): every connection was granted by 2025-11-14"],
      },
      "74 MW": {
        resources: [texan, large(undefined, { megawatts: 74 })],
        results: ["not-applicable (stack): 74 MW of grid connection, below 75 MW"],
      },
    },
  },
};
