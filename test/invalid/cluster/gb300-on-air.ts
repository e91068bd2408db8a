import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "site.cooling.system.value", "adiabatic");
    set(stack, "site.cooling.supplies.value", ["air"]);
  },
  faults: [
    "clusters.racks.accelerator: got NVIDIA GB300 NVL72, cooled by direct-to-chip-liquid, at a site whose adiabatic cooling supplies air, want an accelerator that air can cool; fix: choose another accelerator, or add direct-to-chip-liquid to site.cooling.supplies if the site has it",
  ],
} satisfies InvalidCase;
