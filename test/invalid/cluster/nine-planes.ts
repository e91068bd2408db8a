import { assumed } from "../../../components/lib/fact.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.fabric", { kind: "roce", planes: assumed(9, "one too many") }),
  faults: ["clusters.training.fabric.planes.value: got 9, want a number ≤ 8; fix: write independent planes of the fabric, 1 to 8"],
} satisfies InvalidCase;
