import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases.1.energisedOn.value", "2027-13-01"),
  faults: [
    'site.phases[1].energisedOn.value: got "2027-13-01", want a date that the calendar has, YYYY-MM-DD; fix: write the date on which the capacity is there, YYYY-MM-DD',
  ],
} satisfies InvalidCase;
