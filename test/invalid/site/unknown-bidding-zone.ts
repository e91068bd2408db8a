import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.location.gridZone", "NO9"),
  faults: ['site.location.gridZone: got "NO9", want one of NO1, NO2, NO3, NO4, NO5, IS, GB, ERCOT; fix: write "NO1", or another of them'],
} satisfies InvalidCase;
