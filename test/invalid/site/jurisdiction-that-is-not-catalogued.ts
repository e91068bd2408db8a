import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.location.jurisdiction", "Norway"),
  faults: [
    'site.location.jurisdiction: got "Norway", want one of NO, IS, GB, US-TX; fix: write one of them: the jurisdiction whose law applies at the site, one of the catalogue',
  ],
} satisfies InvalidCase;
