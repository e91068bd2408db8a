import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "asOf", "2026-02-30"),
  faults: [
    'asOf: got "2026-02-30", want a date that the calendar has, YYYY-MM-DD; fix: write the date at which plans and previews are made, YYYY-MM-DD',
  ],
} satisfies InvalidCase;
