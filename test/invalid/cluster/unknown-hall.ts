import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.racks.hall", "hall-9"),
  faults: ["clusters.racks.hall: got hall-9, want a hall of the site: hall-1; fix: name one of them, or declare the hall in site.halls"],
} satisfies InvalidCase;
