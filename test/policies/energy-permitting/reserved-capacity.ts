import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { connection, phase, secondPhase, site } from "../../support/site-resources.ts";

export const cases: Readonly<Record<string, RuleCases>> = {
  "reserved-capacity-used": {
    violating: {
      resources: [site(), phase(), connection({ megawatts: 25 })],
      results: [
        "violated north: got 25 MW of grid connection for 20 MW that are in use, built or planned, want capacity that a phase uses, or is to use within reasonable time; fix: plan a phase for the other 5 MW, or give them back before the grid owner takes them",
      ],
    },
    passing: { resources: [site(), phase(), connection()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site(), phase(), connection({ megawatts: 25 })],
      date: "2025-12-31",
      results: ["not-applicable (stack): no text of 2025-12-31 lets a grid owner in NO take capacity back"],
    },
    unknown: {
      resources: [site(), phase(), connection({ megawatts: unknownValue })],
      results: [
        "unknown grid-connection: got megawatts that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "for a phase that is planned": {
        resources: [site(), phase(), secondPhase(), connection({ megawatts: 40 })],
        results: ["passed (stack)"],
      },
      "for an ambition": {
        resources: [site(), phase(), secondPhase({ status: "ambition" }), connection({ megawatts: 40 })],
        results: [
          "violated north: got 40 MW of grid connection for 20 MW that are in use, built or planned, want capacity that a phase uses, or is to use within reasonable time; fix: plan a phase for the other 20 MW, or give them back before the grid owner takes them",
        ],
      },
      "a connection that has ended": {
        resources: [site(), phase(), connection({ megawatts: 40, validTo: "2026-10-31" })],
        results: ["not-applicable (stack): no grid connection is in force on 2026-11-01"],
      },
    },
  },
};
