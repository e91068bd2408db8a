import { resource, unknownValue, type RuleCases } from "../../support/policies.ts";
import { cluster, phase, planning, registration, secondCluster, secondPhase, site } from "../../support/site-resources.ts";

const tenant = resource("nscale:fleet:Tenant", "research", {});
const small = phase({ capacityMegawatts: 0.5 });

export const cases: Readonly<Record<string, RuleCases>> = {
  "permit-not-expired": {
    violating: {
      resources: [planning({ validTo: "2026-10-31" })],
      results: [
        "violated planning: got a planning permit (Municipality, plan-1) that ended on 2026-10-31, want one in force on 2026-11-01; fix: have it renewed, or take it out if another has replaced it",
      ],
    },
    passing: { resources: [planning({ validTo: "2026-11-01" })], results: ["passed planning"] },
    notApplicable: { resources: [planning()], results: ["not-applicable planning: the permit does not end"] },
    unknown: {
      resources: [planning({ validTo: unknownValue })],
      results: [
        "unknown planning: got validTo that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a year later": {
        resources: [planning({ validTo: "2026-11-01" })],
        date: "2027-11-01",
        results: [
          "violated planning: got a planning permit (Municipality, plan-1) that ended on 2026-11-01, want one in force on 2027-11-01; fix: have it renewed, or take it out if another has replaced it",
        ],
      },
    },
  },
  "phase-needs-prior-permit": {
    violating: {
      resources: [site(), phase(), secondPhase(), planning()],
      results: [
        "violated second: got 40 MW (planned) from 2027-07-01 with no planning permit that names it, want a planning permit for phase second, granted by 2027-07-01 and in force on 2027-07-01; fix: obtain the permit first, or move the phase behind it",
      ],
    },
    passing: { resources: [site(), phase(), secondPhase(), planning({ phases: ["initial", "second"] })], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site(), secondPhase({ status: "ambition" })],
      results: ["not-applicable (stack): no phase is more than an ambition"],
    },
    unknown: {
      resources: [site(), phase(), planning({ grantedOn: unknownValue })],
      results: [
        "unknown planning: got grantedOn that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "no permit": {
        resources: [site(), phase()],
        results: [
          "violated initial: got 20 MW (energised) from 2026-01-01 with no planning permit that names it, want a planning permit for phase initial, granted by 2026-01-01 and in force on 2026-11-01; fix: obtain the permit first, or move the phase behind it",
        ],
      },
      "granted on the first day": { resources: [site(), phase(), planning({ grantedOn: "2026-01-01" })], results: ["passed (stack)"] },
      "granted a day late": {
        resources: [site(), phase(), planning({ grantedOn: "2026-01-02" })],
        results: [
          "violated initial: got 20 MW (energised) from 2026-01-01 with a planning permit granted on 2026-01-02, want a planning permit for phase initial, granted by 2026-01-01 and in force on 2026-11-01; fix: obtain the permit first, or move the phase behind it",
        ],
      },
      "built before it was granted": {
        resources: [site(), secondPhase({ status: "under-construction" }), planning({ phases: ["second"], grantedOn: "2027-01-01" })],
        results: [
          "violated second: got 40 MW (under-construction) from 2027-07-01 with a planning permit granted on 2027-01-01, want a planning permit for phase second, granted by 2026-11-01 and in force on 2027-07-01; fix: obtain the permit first, or move the phase behind it",
        ],
      },
      "planned, and to be granted before": {
        resources: [site(), secondPhase(), planning({ phases: ["second"], grantedOn: "2027-01-01" })],
        results: ["passed (stack)"],
      },
      "a permit that ends before the phase begins": {
        resources: [site(), secondPhase(), planning({ phases: ["second"], validTo: "2027-06-30" })],
        results: [
          "violated second: got 40 MW (planned) from 2027-07-01 with a planning permit granted on 2025-06-01 until 2027-06-30, want a planning permit for phase second, granted by 2027-07-01 and in force on 2027-07-01; fix: obtain the permit first, or move the phase behind it",
        ],
      },
      "an ambition that powers clusters": {
        resources: [site(), phase(), planning(), secondPhase({ status: "ambition" }), cluster(), secondCluster()],
        results: [
          "violated second: got 40 MW (ambition) from 2027-07-01 with no planning permit that names it, want a planning permit for phase second, granted by 2027-07-01 and in force on 2027-07-01; fix: obtain the permit first, or move the phase behind it",
        ],
      },
      "an ambition whose date has come": {
        resources: [site(), phase(), planning(), secondPhase({ status: "ambition" })],
        date: "2027-07-01",
        results: [
          "violated second: got 40 MW (ambition) from 2027-07-01 with no planning permit that names it, want a planning permit for phase second, granted by 2027-07-01 and in force on 2027-07-01; fix: obtain the permit first, or move the phase behind it",
        ],
      },
      "a registration that names the phase": {
        resources: [site(), phase(), registration({ phases: ["initial"] })],
        results: [
          "violated initial: got 20 MW (energised) from 2026-01-01 with no planning permit that names it, want a planning permit for phase initial, granted by 2026-01-01 and in force on 2026-11-01; fix: obtain the permit first, or move the phase behind it",
        ],
      },
    },
  },
  "nkom-registration": {
    violating: {
      resources: [site(), phase(), tenant],
      results: [
        "violated north: got a commercial data centre (1 tenant) of 20 MW from 2026-01-01 with no registration with Nkom, want a registration with Nkom by 2026-01-01, in force on 2026-11-01; fix: register the site, and declare the registration in site.permits with authority Nkom",
      ],
    },
    passing: { resources: [site(), phase(), tenant, registration()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site({ "location.jurisdiction": "GB" }), phase(), tenant],
      results: ["not-applicable (stack): the site is in GB, not in Norway"],
    },
    unknown: {
      resources: [site(), phase(), tenant, registration({ reference: unknownValue })],
      results: [
        "unknown registration: got reference that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "in-house at 0.5 MW": { resources: [site(), small], results: ["not-applicable (stack): in-house at 0.5 MW, at most 0.5 MW"] },
      "in-house at 0.6 MW": {
        resources: [site(), phase({ capacityMegawatts: 0.6 })],
        results: [
          "violated north: got an in-house data centre of 0.6 MW from 2026-01-01 with no registration with Nkom, want a registration with Nkom by 2026-01-01, in force on 2026-11-01; fix: register the site, and declare the registration in site.permits with authority Nkom",
        ],
      },
      "commercial at 0.5 MW": {
        resources: [site(), small, tenant],
        results: [
          "violated north: got a commercial data centre (1 tenant) of 0.5 MW from 2026-01-01 with no registration with Nkom, want a registration with Nkom by 2026-01-01, in force on 2026-11-01; fix: register the site, and declare the registration in site.permits with authority Nkom",
        ],
      },
      "registered after it started": {
        resources: [site(), phase(), tenant, registration({ grantedOn: "2026-01-02" })],
        results: [
          "violated north: got a commercial data centre (1 tenant) of 20 MW from 2026-01-01 with a registration of 2026-01-02, want a registration with Nkom by 2026-01-01, in force on 2026-11-01; fix: register the site, and declare the registration in site.permits with authority Nkom",
        ],
      },
      "registered with someone else": {
        resources: [site(), phase(), tenant, registration({ authority: "NVE" })],
        results: [
          "violated north: got a commercial data centre (1 tenant) of 20 MW from 2026-01-01 with no registration with Nkom, want a registration with Nkom by 2026-01-01, in force on 2026-11-01; fix: register the site, and declare the registration in site.permits with authority Nkom",
        ],
      },
      "registered in English": {
        resources: [site(), phase(), tenant, registration({ authority: "Norwegian Communications Authority" })],
        results: ["passed (stack)"],
      },
      "an older site, by the end of the transition": {
        resources: [site(), phase({ energisedOn: "2024-05-01" }), tenant, registration({ grantedOn: "2025-07-01" })],
        results: ["passed (stack)"],
      },
      "an older site, later": {
        resources: [site(), phase({ energisedOn: "2024-05-01" }), tenant, registration({ grantedOn: "2025-07-02" })],
        results: [
          "violated north: got a commercial data centre (1 tenant) of 20 MW from 2024-05-01 with a registration of 2025-07-02, want a registration with Nkom by 2025-07-01, in force on 2026-11-01; fix: register the site, and declare the registration in site.permits with authority Nkom",
        ],
      },
      "before the regulation": {
        resources: [site(), phase(), tenant],
        date: "2024-12-31",
        results: ["not-applicable (stack): no duty to register was in force on 2024-12-31"],
      },
      "a site without a phase": { resources: [site(), tenant], results: ["not-applicable (stack): no phase is declared"] },
    },
  },
};
