import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "site.energyClaims", { offsetSharePercent: assumed(101, "an example") }),
  faults: [
    "site.energyClaims.offsetSharePercent.value: got 101, want a number ≤ 100; fix: write the percent of the site's emissions that it claims to have offset",
  ],
} satisfies InvalidCase;
