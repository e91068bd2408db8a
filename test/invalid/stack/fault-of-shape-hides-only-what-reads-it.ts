import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "tenants.industry.identityCheckedOn.value", "soon");
    set(stack, "clusters.training.phase", "third");
  },
  faults: [
    'tenants.industry.identityCheckedOn.value: got "soon", want a date that the calendar has, YYYY-MM-DD; fix: write the date of the last know-your-customer check, YYYY-MM-DD',
    "clusters.training.phase: got third, want a phase of the site: initial, expansion; fix: name one of them, or declare the phase in site.phases",
  ],
} satisfies InvalidCase;
