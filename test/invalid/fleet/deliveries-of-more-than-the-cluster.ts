import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "deliveries.spare", { ...stack.deliveries?.["training"], gpus: assumed(8, "one host too many") }),
  faults: ["deliveries: got 264 GPUs delivered to training, want at most its 256; fix: correct a delivery, or clusters.training.gpus"],
} satisfies InvalidCase;
