import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "deliveries.racks.deliveredOn.value", "2026-12-31"),
  faults: [
    "deliveries.racks.deliveredOn: got 2026-12-31, want a date not before 2027-01-01, when phase expansion is energised; fix: correct the date, or place the cluster in an earlier phase",
  ],
} satisfies InvalidCase;
