import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters", []),
  faults: ["clusters: got [], want an object; fix: write the GPU clusters of the site, by name"],
} satisfies InvalidCase;
