import { serve } from "../../support/inference.ts";
import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "clusters.training.accelerator", "h100");
    set(stack, "deliveries.training.accelerator", "h100");
    set(stack, "inference.endpoints.scout.model", "deepseek-r1");
    add(stack, "inference.endpoints.scout.parallelism", { tensor: 8, pipeline: 1 });
  },
  faults: [
    "inference.endpoints.scout.parallelism: got deepseek-r1 in fp8 on h100, TP 8 x PP 1 = 8 GPUs on 1 host: 8 x 80 GB = 640 GB of HBM for 671 GB of weights, want room beside the weights for 8 x 16,384 = 131,072 tokens; fix: write parallelism: { tensor: 8, pipeline: 2 } (TP 8 x PP 2 = 16 GPUs on 2 hosts: 710,545 tokens)",
  ],
} satisfies InvalidCase;
