import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "site.cooling.supplies.value", ["direct-to-chip-liquid"]);
    set(stack, "clusters.training.accelerator", "h200");
    set(stack, "deliveries.training.accelerator", "h200");
  },
  faults: [
    "clusters.training.accelerator: got NVIDIA H200 SXM, cooled by air, at a site whose closed-loop-direct-to-chip cooling supplies direct-to-chip-liquid, want an accelerator that direct-to-chip-liquid can cool; fix: choose another accelerator, or add air to site.cooling.supplies if the site has it",
  ],
} satisfies InvalidCase;
