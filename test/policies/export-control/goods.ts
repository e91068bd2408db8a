import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { resource } from "../../support/policies.ts";
import { cluster, delivery, siteIn, tenant } from "./resources.ts";

const by = (exception: string) => ({ authorisation: { kind: "exception", exception } });
const licensed = (validTo: string) => ({ authorisation: { kind: "licence", number: "D-1", validTo } });
const movedFrom = (reviewedOn: string) => ({ movedFrom: { site: "narvik", reviewedOn, basis: "counsel's memorandum" } });
const permit = resource("nscale:site:Permit", "plan", { kind: "planning", grantedOn: "2025-01-01" });

export const cases: Readonly<Record<string, RuleCases>> = {
  "critical-fields-known": {
    violating: {
      resources: [cluster("")],
      results: [
        "violated training: got accelerator left out, want the fact that law turns on; fix: declare it in the stack's data, with its source or as an assumption",
      ],
    },
    passing: {
      resources: [cluster("gb300-nvl72"), delivery(), tenant(), permit],
      results: ["passed training", "passed racks", "passed research", "passed plan"],
    },
    notApplicable: {
      resources: [resource("nscale:site:HeatReuse", "heat", { recipient: "Greenhouses" })],
      results: ["not-applicable heat: no rule turns on a fact of nscale:site:HeatReuse"],
    },
    unknown: {
      resources: [cluster(unknownValue)],
      results: [
        "unknown training: got accelerator that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a headquarters that is not known": {
        resources: [tenant(unknownValue)],
        results: [
          "unknown research: got organisation.headquarters that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "a field of a field": {
        resources: [delivery({ authorisation: {} })],
        results: [
          "violated racks: got authorisation.kind left out, want the fact that law turns on; fix: declare it in the stack's data, with its source or as an assumption",
        ],
      },
    },
  },
  "gpu-eccn-declared": {
    violating: {
      resources: [cluster("h20")],
      results: [
        "violated training: got accelerator h20, which has no classification, want an accelerator of the catalogue: h100, h200, b200, b300, gb200-nvl72, gb300-nvl72, vr200-nvl72, mi300x, mi355x, mi455x-helios; fix: enter it in components/catalog/accelerators.ts with its total processing performance and its ECCN, or correct the name",
      ],
    },
    passing: { resources: [cluster("b200"), delivery()], results: ["passed training", "passed racks"] },
    notApplicable: {
      resources: [delivery()],
      date: "2023-11-16",
      results: ["not-applicable racks: no control of advanced computing is on record for 2023-11-16"],
    },
    unknown: {
      resources: [delivery({ accelerator: unknownValue })],
      results: [
        "unknown racks: got accelerator that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a name that every object has": {
        resources: [cluster("constructor")],
        results: [
          "violated training: got accelerator constructor, which has no classification, want an accelerator of the catalogue: h100, h200, b200, b300, gb200-nvl72, gb300-nvl72, vr200-nvl72, mi300x, mi355x, mi455x-helios; fix: enter it in components/catalog/accelerators.ts with its total processing performance and its ECCN, or correct the name",
        ],
      },
    },
  },
  "destination-licence": {
    violating: {
      resources: [siteIn("NO"), delivery(licensed("2026-11-30"))],
      results: [
        "violated racks: got licence D-1 for 3A090.a goods to NO, which ends on 2026-11-30, before they are delivered on 2026-12-01, want a licence that holds on 2026-12-01; fix: have the licence renewed, or bring the delivery forward",
      ],
    },
    passing: { resources: [siteIn("NO"), delivery(), delivery(licensed("2026-12-01"))], results: ["passed (stack)"] },
    notApplicable: {
      resources: [siteIn("US-TX"), delivery()],
      results: ["not-applicable (stack): what is delivered within or into the United States is no export from it"],
    },
    unknown: {
      resources: [siteIn("NO"), delivery({ deliveredOn: unknownValue })],
      results: [
        "unknown racks: got deliveredOn that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "no delivery": { resources: [siteIn("NO")], results: ["not-applicable (stack): the stack declares no delivery"] },
      "an exception of a text that is not enforced": {
        resources: [siteIn("GB"), delivery(by("AIA"))],
        results: [
          "violated racks: got exception AIA for 3A090.a goods to GB, which need none, want the rule by which none is needed, or counsel's word that the exception may be relied on; fix: enter authorisation.kind not-required with its basis [advisory: suspended: Framework for Artificial Intelligence Diffusion (90 FR 4544; 15 CFR 740.27 and part 740, supplement 5), which BIS does not enforce since its press release of 13 May 2025, and which was still in the CFR in June 2026 (GAO B-337935)]",
        ],
      },
      "a licence whose last day is not known": {
        resources: [siteIn("NO"), delivery(licensed(unknownValue))],
        results: [
          "unknown (stack): got a field that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "an authorisation of no kind": {
        resources: [siteIn("NO"), delivery({ authorisation: { kind: "trust" } })],
        results: ['violated racks: got authorisation.kind: "trust", want one of not-required, licence, exception; fix: write one of them'],
      },
      "before the requirement": {
        resources: [siteIn("NO"), delivery(licensed("2020-01-01"))],
        date: "2023-11-16",
        results: ["not-applicable (stack): no requirement is on record for 2023-11-16"],
      },
    },
  },
  "no-nac-aca-for-datacentre": {
    violating: {
      resources: [delivery(by("NAC"))],
      results: [
        "violated racks: got exception NAC for NVIDIA GB300 NVL72, a data centre circuit of 3A090.a, want an authorisation that covers circuits for data centres; fix: enter the licence, or the rule by which none is needed; withhold the delivery until there is one",
      ],
    },
    passing: { resources: [delivery(by("DC-VEU"))], results: ["passed racks"] },
    notApplicable: { resources: [delivery()], results: ["not-applicable racks: the delivery rests on no licence exception"] },
    unknown: {
      resources: [delivery({ authorisation: unknownValue })],
      results: [
        "unknown racks: got authorisation that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "exception ACA": {
        resources: [delivery({ accelerator: "h200", ...by("ACA") })],
        results: [
          "violated racks: got exception ACA for NVIDIA H200 SXM, a data centre circuit of 3A090.a, want an authorisation that covers circuits for data centres; fix: enter the licence, or the rule by which none is needed; withhold the delivery until there is one",
        ],
      },
      "exception ACA on the day before it was split from NAC": {
        resources: [delivery(by("ACA"))],
        date: "2024-04-03",
        results: ["passed racks"],
      },
      "before either exception": {
        resources: [delivery(by("NAC"))],
        date: "2023-11-16",
        results: ["not-applicable racks: no such exception is on record for 2023-11-16"],
      },
    },
  },
  "cross-border-move-check": {
    violating: {
      resources: [siteIn("IS"), delivery({ origin: "NO" })],
      results: [
        "violated racks: got accelerators from NO, where the fleet has a site, to IS, with no review of the move, want a review of the move as a re-export; fix: enter movedFrom (the site, the day of the review, the basis), or correct the origin",
      ],
    },
    passing: { resources: [siteIn("IS"), delivery({ origin: "NO", ...movedFrom("2026-08-01") })], results: ["passed (stack)"] },
    notApplicable: {
      resources: [siteIn("IS"), delivery()],
      results: ["not-applicable (stack): nothing comes from another site of the fleet"],
    },
    unknown: {
      resources: [siteIn("IS"), delivery({ origin: unknownValue })],
      results: [
        "unknown racks: got origin that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a review too long before": {
        resources: [siteIn("IS"), delivery({ origin: "NO", ...movedFrom("2026-05-31") })],
        results: [
          "violated racks: got a move on 2026-12-01 that was reviewed on 2026-05-31, want a review within the 6 months before it; fix: have the move reviewed again before the goods leave",
        ],
      },
      "a review after the move": {
        resources: [siteIn("IS"), delivery({ origin: "NO", ...movedFrom("2026-12-02") })],
        results: [
          "violated racks: got a move on 2026-12-01 that was reviewed on 2026-12-02, want a review within the 6 months before it; fix: have the move reviewed again before the goods leave",
        ],
      },
      "a review that the parameter allows": {
        resources: [siteIn("IS"), delivery({ origin: "NO", ...movedFrom("2026-05-31") })],
        parameters: { monthsOfReview: 12 },
        results: ["passed (stack)"],
      },
      "a move from a place where the fleet has no site": {
        resources: [siteIn("IS"), delivery({ origin: "SE", ...movedFrom("2026-11-01") })],
        results: [
          "violated racks: got a move from site narvik that is shipped from SE, want the country of that site as origin; fix: correct the origin, or take movedFrom away",
        ],
      },
      "new racks from the United States": {
        resources: [siteIn("NO"), delivery({ origin: "US" })],
        results: ["not-applicable (stack): nothing comes from another site of the fleet"],
      },
      "a move from Texas": {
        resources: [siteIn("NO"), delivery({ origin: "US", ...movedFrom("2026-11-01") })],
        results: ["passed (stack)"],
      },
      "a move within the country": {
        resources: [siteIn("NO"), delivery({ origin: "NO" })],
        results: ["not-applicable (stack): nothing comes from another site of the fleet"],
      },
    },
  },
  "worldwide-licence-plan": {
    violating: {
      resources: [siteIn("NO"), delivery(), tenant()],
      results: [
        "violated north: got 1 of 1 deliveries without what the worldwide requirement would ask for, want exception AIA with a certification, since the destination and every headquarters and ultimate parent are listed; fix: have counsel keep the papers ready; rely on none of these exceptions without counsel [advisory: suspended: Framework for Artificial Intelligence Diffusion (90 FR 4544; 15 CFR 740.27 and part 740, supplement 5), which BIS does not enforce since its press release of 13 May 2025, and which was still in the CFR in June 2026 (GAO B-337935)]",
      ],
    },
    passing: { resources: [siteIn("NO"), delivery(by("AIA")), tenant("US")], results: ["passed (stack)"] },
    notApplicable: {
      resources: [siteIn("US-TX"), delivery(), tenant()],
      results: ["not-applicable (stack): what is delivered within or into the United States is no export from it"],
    },
    unknown: {
      resources: [siteIn("NO"), delivery({ authorisation: unknownValue }), tenant()],
      results: [
        "unknown racks: got authorisation that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a destination that is not listed": {
        resources: [siteIn("IS"), delivery(by("AIA")), tenant()],
        results: [
          "violated north: got 1 of 1 deliveries without what the worldwide requirement would ask for, want a licence, or LPP or DC-VEU, since IS is not listed; fix: have counsel keep the papers ready; rely on none of these exceptions without counsel [advisory: suspended: Framework for Artificial Intelligence Diffusion (90 FR 4544; 15 CFR 740.27 and part 740, supplement 5), which BIS does not enforce since its press release of 13 May 2025, and which was still in the CFR in June 2026 (GAO B-337935)]",
        ],
      },
      "a tenant's parent that is not listed": {
        resources: [siteIn("NO"), delivery(by("AIA")), tenant("NO", "CH")],
        results: [
          "violated north: got 1 of 1 deliveries without what the worldwide requirement would ask for, want a licence, or LPP or DC-VEU, since CH is not listed; fix: have counsel keep the papers ready; rely on none of these exceptions without counsel [advisory: suspended: Framework for Artificial Intelligence Diffusion (90 FR 4544; 15 CFR 740.27 and part 740, supplement 5), which BIS does not enforce since its press release of 13 May 2025, and which was still in the CFR in June 2026 (GAO B-337935)]",
        ],
      },
      "a validated end user where the destination is not listed": {
        resources: [siteIn("IS"), delivery(by("DC-VEU")), tenant()],
        results: ["passed (stack)"],
      },
      "before anyone had to comply": {
        resources: [siteIn("NO"), delivery(), tenant()],
        date: "2025-05-14",
        results: ["not-applicable (stack): no worldwide requirement is on record for 2025-05-14"],
      },
      "no delivery": { resources: [siteIn("NO"), tenant()], results: ["not-applicable (stack): the stack declares no delivery"] },
    },
  },
};
