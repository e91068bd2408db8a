import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.owners.south.sharePercent.value", 40),
  faults: ["site.owners: got shares of 90 % in all, want 100 %; fix: correct a share, or name the missing owner"],
} satisfies InvalidCase;
