import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { connection, phase, promiseToGrid, secondPhase, site } from "../../support/site-resources.ts";

const texan = site({ "location.jurisdiction": "US-TX", "location.gridZone": "ERCOT" });
const large = connection({ megawatts: 75 });
const curtailed = (changes: Readonly<Record<string, unknown>> = {}) => promiseToGrid({ contract: "large-load-curtailment", ...changes });
const conditional = connection({ conditionalMegawatts: 5 });

const unknown = (field: string) => [
  `unknown main: got ${field} that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output`,
];
const undeclared = (date: string) => [
  `violated north: got 75 MW in Texas with no large-load-curtailment declared on ${date}, want a declared promise of load that is shed; fix: declare site.flexibility, with what tenants agree to in site.offtake.*.curtailment [advisory: not verified: Texas Senate Bill 6 (2025), PURA section 39.170: loads connected after 31 December 2025 can be curtailed when firm load is shed; read in accounts of the act, not in its text]`,
];
const short = (declared: number, missing: number) => [
  `violated north: got 5 MW of grid connection that may be cut, and ${declared} MW of conditional-connection declared on 2026-11-01, want at least 5 MW declared; fix: declare ${missing} MW more in site.flexibility, or have that part of the connection made firm`,
];

export const cases: Readonly<Record<string, RuleCases>> = {
  "large-load-curtailment": {
    violating: { resources: [texan, phase(), large], results: undeclared("2026-11-01") },
    passing: { resources: [texan, phase(), large, curtailed()], results: ["passed (stack)"] },
    notApplicable: { resources: [site(), phase(), large], results: ["not-applicable (stack): the site is in NO, not in Texas"] },
    unknown: { resources: [texan, phase(), large, curtailed({ contract: unknownValue })], results: unknown("contract") },
    more: {
      "another contract": { resources: [texan, phase(), large, promiseToGrid()], results: undeclared("2026-11-01") },
      "a promise that has ended": {
        resources: [texan, phase(), large, curtailed({ validTo: "2026-10-31" })],
        results: undeclared("2026-11-01"),
      },
      "a load that is still to come": { resources: [texan, secondPhase(), large], results: undeclared("2027-07-01") },
      "a promise from the first load on": {
        resources: [texan, secondPhase(), large, curtailed({ validFrom: "2027-07-01" })],
        results: ["passed (stack)"],
      },
      "below 75 MW": {
        resources: [texan, phase(), connection({ megawatts: 74 })],
        results: ["not-applicable (stack): 74 MW of grid connection, below 75 MW"],
      },
      "connected by the end of 2025": {
        resources: [texan, phase({ energisedOn: "2025-12-31" }), secondPhase({ status: "ambition" }), large],
        results: ["not-applicable (stack): no phase was connected after 2025-12-31"],
      },
      "before the law": {
        resources: [texan, phase(), large],
        date: "2025-06-19",
        results: ["not-applicable (stack): no duty of curtailment was in force on 2025-06-19"],
      },
    },
  },
  "conditional-connection": {
    violating: { resources: [site(), conditional], results: short(0, 5) },
    passing: { resources: [site(), conditional, promiseToGrid()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site(), connection()],
      results: ["not-applicable (stack): no connection in force on 2026-11-01 has conditions"],
    },
    unknown: { resources: [site(), conditional, promiseToGrid({ megawatts: unknownValue })], results: unknown("megawatts") },
    more: {
      "less than may be cut": { resources: [site(), conditional, promiseToGrid({ megawatts: 3 })], results: short(3, 2) },
      "a promise of another kind": { resources: [site(), conditional, curtailed()], results: short(0, 5) },
      "a connection that has ended": {
        resources: [site(), connection({ conditionalMegawatts: 5, validTo: "2026-10-31" })],
        results: ["not-applicable (stack): no connection in force on 2026-11-01 has conditions"],
      },
    },
  },
};
