import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.release", "2026.12"),
  faults: ['clusters.training.release: got "2026.12", want one of 2026.08, 2026.10, 2026.11; fix: write "2026.10", or another of them'],
} satisfies InvalidCase;
