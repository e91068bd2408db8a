import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "site.owners.south.sharePercent.value", 0);
    set(stack, "site.owners.north.sharePercent.value", 100);
  },
  faults: [
    "site.owners.south.sharePercent.value: got 0, want a number > 0; fix: write the share in percent; all shares of a site make 100",
  ],
} satisfies InvalidCase;
