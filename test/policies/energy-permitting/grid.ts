import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { agreement, cluster, connection, phase, planning, secondCluster, secondPhase, site } from "../../support/site-resources.ts";

const british = site({ "location.jurisdiction": "GB", "location.gridZone": "GB" });
const ready = { demandQueue: { gate: "gate-2", siteControl: "leased" } };
const icelandic = { gridZone: "IS", source: "geothermal" };

export const cases: Readonly<Record<string, RuleCases>> = {
  "grid-capacity-reserved": {
    violating: {
      resources: [site(), phase(), secondPhase(), cluster(), secondCluster(), connection()],
      results: [
        "violated second: got 20 MW of grid connection on 2027-07-01 (grid-connection), want at least the 40 MW of phase second (load of its clusters 32.2 MW); fix: have 20 MW more reserved, or move the phase behind the reservation",
      ],
    },
    passing: {
      resources: [
        site(),
        phase(),
        secondPhase(),
        cluster(),
        secondCluster(),
        connection(),
        connection({ grantedOn: "2027-06-30" }, "second-connection"),
      ],
      results: ["passed (stack)"],
    },
    notApplicable: {
      resources: [site(), secondPhase(), connection()],
      results: ["not-applicable (stack): no phase is built or powers clusters"],
    },
    unknown: {
      resources: [site(), phase(), connection({ megawatts: unknownValue })],
      results: [
        "unknown grid-connection: got megawatts that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "no connection": {
        resources: [site(), phase(), cluster(), planning()],
        results: [
          "violated initial: got 0 MW of grid connection on 2026-11-01 (none in force), want at least the 20 MW of phase initial (load of its clusters 16.1 MW); fix: have 20 MW more reserved, or move the phase behind the reservation",
        ],
      },
      "a connection that states no megawatts": {
        resources: [site(), phase(), connection({ megawatts: undefined })],
        results: [
          "violated initial: got 0 MW of grid connection on 2026-11-01 (grid-connection), want at least the 20 MW of phase initial (load of its clusters 0 MW); fix: have 20 MW more reserved, or move the phase behind the reservation",
        ],
      },
      "a connection that has ended": {
        resources: [site(), phase(), connection({ validTo: "2026-10-31" })],
        results: [
          "violated initial: got 0 MW of grid connection on 2026-11-01 (none in force), want at least the 20 MW of phase initial (load of its clusters 0 MW); fix: have 20 MW more reserved, or move the phase behind the reservation",
        ],
      },
      "a connection that is to end before the second phase": {
        resources: [site(), phase(), secondPhase(), secondCluster(), connection({ megawatts: 40, validTo: "2027-03-31" })],
        results: [
          "violated initial: got 0 MW of grid connection on 2027-04-01 (none in force), want at least the 20 MW of phase initial (load of its clusters 0 MW); fix: have 20 MW more reserved, or move the phase behind the reservation",
          "violated second: got 0 MW of grid connection on 2027-07-01 (none in force), want at least the 40 MW of phase second (load of its clusters 16.1 MW); fix: have 40 MW more reserved, or move the phase behind the reservation",
        ],
      },
      "a connection that is to end before the power that is contracted": {
        resources: [site(), phase(), connection({ validTo: "2030-12-31" })],
        results: [
          "violated initial: got 0 MW of grid connection on 2031-01-01 (none in force), want at least the 20 MW of phase initial (load of its clusters 0 MW); fix: have 20 MW more reserved, or move the phase behind the reservation",
        ],
      },
      "a phase under construction without machines": {
        resources: [site(), phase(), secondPhase({ status: "under-construction" }), connection()],
        results: [
          "violated second: got 20 MW of grid connection on 2027-07-01 (grid-connection), want at least the 40 MW of phase second (load of its clusters 0 MW); fix: have 20 MW more reserved, or move the phase behind the reservation",
        ],
      },
      "a plan without machines": { resources: [site(), phase(), secondPhase(), connection()], results: ["passed (stack)"] },
      "a reservation that came after the phase, but is there now": {
        resources: [site(), phase(), connection({ grantedOn: "2026-06-01" })],
        results: ["passed (stack)"],
      },
    },
  },
  "no4-north-grid-freeze": {
    violating: {
      resources: [site(), phase(), secondPhase(), connection()],
      results: [
        "violated second: got 40 MW in phase second, 20 MW more than the 20 MW reserved before 2026-04-23, want at most 5 MW beyond what was reserved by then; fix: show an older reservation, or plan the growth elsewhere [advisory: not verified: Statnett's halt of new reservations above 5 MW north of Svartisen, by the press of 23 April 2026]",
      ],
    },
    passing: { resources: [site(), phase(), secondPhase({ capacityMegawatts: 25 }), connection()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site({ "location.latitudeDegrees": 66 }), phase(), secondPhase(), connection()],
      results: ["not-applicable (stack): NO4 at 66° N is not north of Svartisen in NO4"],
    },
    unknown: {
      resources: [site({ "location.latitudeDegrees": unknownValue }), phase(), connection()],
      results: [
        "unknown north: got location.latitudeDegrees that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "another zone": {
        resources: [site({ "location.gridZone": "NO2" }), phase(), connection()],
        results: ["not-applicable (stack): NO2 at 68° N is not north of Svartisen in NO4"],
      },
      "reserved the day before": {
        resources: [site(), phase(), secondPhase(), connection({ megawatts: 40, grantedOn: "2026-04-22" })],
        results: ["passed (stack)"],
      },
      "reserved on the day": {
        resources: [site(), phase(), secondPhase(), connection({ megawatts: 40, grantedOn: "2026-04-23" })],
        results: [
          "violated initial: got 20 MW in phase initial, 20 MW more than the 0 MW reserved before 2026-04-23, want at most 5 MW beyond what was reserved by then; fix: show an older reservation, or plan the growth elsewhere [advisory: not verified: Statnett's halt of new reservations above 5 MW north of Svartisen, by the press of 23 April 2026]",
          "violated second: got 40 MW in phase second, 40 MW more than the 0 MW reserved before 2026-04-23, want at most 5 MW beyond what was reserved by then; fix: show an older reservation, or plan the growth elsewhere [advisory: not verified: Statnett's halt of new reservations above 5 MW north of Svartisen, by the press of 23 April 2026]",
        ],
      },
      "before the freeze": {
        resources: [site(), phase(), secondPhase(), connection()],
        date: "2026-04-22",
        results: ["not-applicable (stack): no freeze was known on 2026-04-22"],
      },
      "an ambition": {
        resources: [site(), phase(), secondPhase({ status: "ambition" }), connection()],
        results: [
          "violated second: got 40 MW in phase second, 20 MW more than the 20 MW reserved before 2026-04-23, want at most 5 MW beyond what was reserved by then; fix: show an older reservation, or plan the growth elsewhere [advisory: not verified: Statnett's halt of new reservations above 5 MW north of Svartisen, by the press of 23 April 2026]",
        ],
      },
    },
  },
  "gb-queue-readiness": {
    violating: {
      resources: [british, connection({ demandQueue: { gate: "gate-1", siteControl: "optioned" } })],
      results: [
        "violated grid-connection: got 20 MW: gate-1 with land optioned, want gate-2, with land owned, leased or optioned; fix: secure the land, and pass the gate [advisory: a draft: the connections queue of Great Britain: only Gate 2 is a confirmed date; for demand see Ofgem (13 February 2026) and DESNZ (11 March 2026), consultations]",
      ],
    },
    passing: { resources: [british, connection(ready)], results: ["passed (stack)"] },
    notApplicable: { resources: [site(), connection()], results: ["not-applicable (stack): the site is in NO, not in Great Britain"] },
    unknown: {
      resources: [british, connection({ demandQueue: { gate: unknownValue, siteControl: "owned" } })],
      results: [
        "unknown grid-connection: got demandQueue.gate that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "no land": {
        resources: [british, connection({ demandQueue: { gate: "gate-2", siteControl: "none" } })],
        results: [
          "violated grid-connection: got 20 MW: gate-2 with land none, want gate-2, with land owned, leased or optioned; fix: secure the land, and pass the gate [advisory: a draft: the connections queue of Great Britain: only Gate 2 is a confirmed date; for demand see Ofgem (13 February 2026) and DESNZ (11 March 2026), consultations]",
        ],
      },
      "nothing stated": {
        resources: [british, connection()],
        results: [
          "violated grid-connection: got 20 MW: no place in the queue stated, want gate-2, with land owned, leased or optioned; fix: declare demandQueue: gate and siteControl [advisory: a draft: the connections queue of Great Britain: only Gate 2 is a confirmed date; for demand see Ofgem (13 February 2026) and DESNZ (11 March 2026), consultations]",
        ],
      },
      "no connection": { resources: [british, planning()], results: ["not-applicable (stack): no grid connection is declared"] },
      "before the gates": {
        resources: [british, connection()],
        date: "2025-05-31",
        results: ["not-applicable (stack): no gate was known on 2025-05-31"],
      },
    },
  },
  "is-priority-power": {
    violating: {
      resources: [agreement({ ...icelandic, priorityClass: "curtailable" })],
      results: [
        "violated hydro: got 20 MW that is curtailable, want priority power; fix: contract priority power [advisory: not verified: Icelandic contracts without priority were curtailed in 2022 to 2024, those with priority never, second-hand]",
      ],
    },
    passing: { resources: [agreement({ ...icelandic, priorityClass: "priority" })], results: ["passed hydro"] },
    notApplicable: { resources: [agreement()], results: ["not-applicable hydro: the power is contracted in NO4, not in Iceland"] },
    unknown: {
      resources: [agreement({ ...icelandic, priorityClass: unknownValue })],
      results: [
        "unknown hydro: got priorityClass that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "nothing stated": {
        resources: [agreement(icelandic)],
        results: [
          "violated hydro: got 20 MW without a class of supply, want priority power; fix: declare priorityClass [advisory: not verified: Icelandic contracts without priority were curtailed in 2022 to 2024, those with priority never, second-hand]",
        ],
      },
      "before the dry winters": {
        resources: [agreement(icelandic)],
        date: "2021-12-31",
        results: ["not-applicable hydro: no curtailment was known on 2021-12-31"],
      },
      "an agreement that is over": {
        resources: [agreement({ ...icelandic, validTo: "2026-10-31" })],
        results: ["not-applicable hydro: the agreement ended on 2026-10-31"],
      },
    },
  },
};
