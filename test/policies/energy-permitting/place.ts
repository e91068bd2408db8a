import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { site } from "../../support/site-resources.ts";

const fix = "fix: read the place's law, write its rules, and name them in policies/law/places.ts";

export const cases: Readonly<Record<string, RuleCases>> = {
  "place-has-rules": {
    violating: {
      resources: [site({ "location.jurisdiction": "SE" })],
      results: [`violated north: got no rule knows SE, want a place whose law on permits some rule knows: NO, IS, GB, US-TX; ${fix}`],
    },
    passing: { resources: [site()], results: ["passed (stack)"] },
    notApplicable: { resources: [], results: ["not-applicable (stack): the stack declares no site"] },
    unknown: {
      resources: [site({ "location.jurisdiction": unknownValue })],
      results: [
        "unknown north: got location.jurisdiction that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
  },
};
