import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { registration, site } from "../../support/site-resources.ts";

const seated = (headquarters: string) => {
  const { props, ...rest } = site();
  const operator = { legalName: "Company", headquarters, ultimateParent: { legalName: "Parent", headquarters: "US" } };
  return { ...rest, props: { ...props, operator } };
};
const want = "want a company or branch that is registered in Norway or elsewhere in the European Economic Area";
const fix = "fix: register through one, and declare it as registrant";

export const cases: Readonly<Record<string, RuleCases>> = {
  "nkom-registrant": {
    violating: {
      resources: [seated("GB"), registration()],
      results: [`violated registration: got no registrant, and so the operator Company, registered in GB, ${want}; ${fix}`],
    },
    passing: { resources: [seated("NO"), registration()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [seated("GB"), registration({ authority: "Statnett" })],
      results: ["not-applicable (stack): no registration with Nkom is declared"],
    },
    unknown: {
      resources: [seated("GB"), registration({ registrant: unknownValue })],
      results: [
        "unknown registration: got registrant.legalName that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a registrant in the area": {
        resources: [seated("GB"), registration({ registrant: { legalName: "Branch", country: "DK" } })],
        results: ["passed (stack)"],
      },
      "a registrant outside the area, whatever the operator's seat": {
        resources: [seated("NO"), registration({ registrant: { legalName: "Branch", country: "CH" } })],
        results: [`violated registration: got the registrant Branch, registered in CH, ${want}; ${fix}`],
      },
      "before the regulation": {
        resources: [seated("GB"), registration()],
        date: "2024-12-31",
        results: ["not-applicable (stack): no duty of the registrant was in force on 2024-12-31"],
      },
    },
  },
};
