import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { agreement, cluster, phase, secondCluster, secondPhase, site } from "../../support/site-resources.ts";

const small = [site(), phase(), cluster()];
const grown = [site(), phase(), secondPhase(), cluster(), secondCluster()];
const more = (changes: Readonly<Record<string, unknown>> = {}) => agreement({ validFrom: "2027-07-01", ...changes }, "more-hydro");

export const cases: Readonly<Record<string, RuleCases>> = {
  "ppa-same-bidding-zone": {
    violating: {
      resources: [site(), agreement(), agreement({ gridZone: "NO2" }, "south")],
      results: ["violated south: got 20 MW in NO2, want power in NO4, the site's zone; fix: contract the power in NO4"],
    },
    passing: { resources: [site(), agreement()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site(), agreement({ gridZone: "NO2", validTo: "2026-10-31" })],
      results: ["not-applicable (stack): no power agreement is in force or to come"],
    },
    unknown: {
      resources: [site(), agreement({ gridZone: unknownValue })],
      results: [
        "unknown hydro: got gridZone that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a zone that is none": {
        resources: [site(), agreement({ gridZone: "NO9" })],
        results: ['violated hydro: got gridZone: "NO9", want one of NO1, NO2, NO3, NO4, NO5, IS, GB, ERCOT; fix: write one of them'],
      },
      "a site whose zone is not known": {
        resources: [site({ "location.gridZone": unknownValue }), agreement()],
        results: [
          "unknown north: got location.gridZone that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "an agreement to come": {
        resources: [site(), agreement({ gridZone: "NO2", validFrom: "2030-01-01" })],
        results: ["violated hydro: got 20 MW in NO2, want power in NO4, the site's zone; fix: contract the power in NO4"],
      },
    },
  },
  "ppa-covers-load": {
    violating: {
      resources: [...grown, agreement()],
      results: [
        "violated north: got 20 MW contracted on 2027-07-01 (hydro), want at least 32.2 MW, the load in force then; fix: extend an agreement over 2027-07-01, or add one of 12.2 MW",
      ],
    },
    passing: { resources: [...grown, agreement(), more()], results: ["passed (stack)"] },
    notApplicable: { resources: [site(), phase(), agreement()], results: ["not-applicable (stack): no cluster draws power"] },
    unknown: {
      resources: [...small, agreement({ megawatts: unknownValue })],
      results: [
        "unknown hydro: got megawatts that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "exactly the load": { resources: [...small, agreement({ megawatts: 16.1 })], results: ["passed (stack)"] },
      "a kilowatt less": {
        resources: [...small, agreement({ megawatts: 16.099 })],
        results: [
          "violated north: got 16.099 MW contracted on 2026-11-01 (hydro), want at least 16.1 MW, the load in force then; fix: extend an agreement over 2026-11-01, or add one of 0.001 MW",
        ],
      },
      "an agreement that has ended on the day of judgement": {
        resources: [...small, agreement({ validTo: "2026-10-31" })],
        results: [
          "violated north: got 0 MW contracted on 2026-11-01 (no agreement), want at least 16.1 MW, the load in force then; fix: extend an agreement over 2026-11-01, or add one of 16.1 MW",
        ],
      },
      "an agreement that is to end before the plan": {
        resources: [...small, agreement({ validTo: "2035-12-31" })],
        results: [
          "violated north: got 0 MW contracted on 2036-01-01 (no agreement), want at least 16.1 MW, the load in force then; fix: extend an agreement over 2036-01-01, or add one of 16.1 MW",
        ],
      },
      "a plan that has ended, with its agreement": {
        resources: [...small, agreement()],
        date: "2037-01-01",
        results: [
          "violated north: got 0 MW contracted on 2037-01-01 (no agreement), want at least 16.1 MW, the load in force then; fix: extend an agreement over 2037-01-01, or add one of 16.1 MW",
        ],
      },
      "a load of the past that was not covered": {
        resources: [...small, agreement({ validFrom: "2026-06-01" })],
        results: ["passed (stack)"],
      },
      "a cluster in a phase that nobody declares": {
        resources: [site(), phase(), cluster({ phase: "third" }), agreement({ megawatts: 10 })],
        results: [
          "violated north: got 10 MW contracted on 2026-11-01 (hydro), want at least 16.1 MW, the load in force then; fix: extend an agreement over 2026-11-01, or add one of 6.1 MW",
        ],
      },
      "a load that says less of itself than its machines": {
        resources: [site(), phase(), cluster({ facilityMegawatts: 1 }), agreement({ megawatts: 10 })],
        results: [
          "violated north: got 10 MW contracted on 2026-11-01 (hydro), want at least 16.1 MW, the load in force then; fix: extend an agreement over 2026-11-01, or add one of 6.1 MW",
        ],
      },
      "an accelerator that is not catalogued": {
        resources: [...small, cluster({ accelerator: "h800" }, "other"), agreement()],
        results: [
          'violated other: got accelerator: "h800", want one of h100, h200, b200, b300, gb200-nvl72, gb300-nvl72, vr200-nvl72, mi300x, mi355x, mi455x-helios; fix: write one of them',
        ],
      },
      "GPUs that are not known": {
        resources: [...small, cluster({ gpus: unknownValue }, "other"), agreement()],
        results: [
          "unknown other: got gpus that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
    },
  },
  "ppa-term-covers-phase": {
    violating: {
      resources: [...small, agreement({ validTo: "2027-12-31" })],
      results: [
        "violated initial: got 0 MW contracted on 2028-01-01 for the 16.1 MW of the clusters up to phase initial, want their power contracted until 2031-01-01, 5 years after phase initial begins; fix: extend an agreement over 2028-01-01, or add one that follows",
      ],
    },
    passing: { resources: [...small, agreement()], results: ["passed (stack)"] },
    notApplicable: { resources: [site(), phase(), agreement()], results: ["not-applicable (stack): no phase powers a cluster"] },
    unknown: {
      resources: [...small, agreement({ validTo: unknownValue })],
      results: [
        "unknown hydro: got validTo that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a plan that stops before the years are over": {
        resources: [site({ powerContractedUntil: "2030-12-31" }), phase(), cluster(), agreement()],
        results: [
          "violated north: got a plan that contracts power until 2030-12-31, want until 2031-01-01 or later, 5 years after phase initial begins; fix: state a later powerContractedUntil, with agreements that last until then",
        ],
      },
      "a tenant who was promised more years": {
        resources: [
          site({ offtake: { ai: { validTo: "2033-06-30" }, open: {} } }),
          phase(),
          cluster(),
          agreement({ validTo: "2032-12-31" }),
        ],
        results: [
          "violated initial: got 0 MW contracted on 2033-01-01 for the 16.1 MW of the clusters up to phase initial, want their power contracted until 2033-06-30, the end of what ai is promised; fix: extend an agreement over 2033-01-01, or add one that follows",
        ],
      },
      "an agreement that follows the next day": {
        resources: [...small, agreement({ validTo: "2027-12-31" }), agreement({ validFrom: "2028-01-01" }, "next")],
        results: ["passed (stack)"],
      },
      "an agreement that follows a day late": {
        resources: [...small, agreement({ validTo: "2027-12-31" }), agreement({ validFrom: "2028-01-02" }, "next")],
        results: [
          "violated initial: got 0 MW contracted on 2028-01-01 for the 16.1 MW of the clusters up to phase initial, want their power contracted until 2031-01-01, 5 years after phase initial begins; fix: extend an agreement over 2028-01-01, or add one that follows",
        ],
      },
      "ten years wanted": {
        resources: [...small, agreement({ validTo: "2034-12-31" })],
        parameters: { years: 10 },
        results: [
          "violated initial: got 0 MW contracted on 2035-01-01 for the 16.1 MW of the clusters up to phase initial, want their power contracted until 2036-01-01, 10 years after phase initial begins; fix: extend an agreement over 2035-01-01, or add one that follows",
        ],
      },
      "a second phase on an agreement of the first": {
        resources: [...grown, agreement()],
        results: [
          "violated second: got 20 MW contracted on 2027-07-01 for the 32.2 MW of the clusters up to phase second, want their power contracted until 2032-07-01, 5 years after phase second begins; fix: extend an agreement over 2027-07-01, or add one that follows",
        ],
      },
    },
  },
};
