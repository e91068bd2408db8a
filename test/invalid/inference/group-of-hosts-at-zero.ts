import { groupedEndpoint, serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.gateway.cluster", "racks");
    set(stack, "inference.endpoints.scout", { ...groupedEndpoint({ replicas: { min: 0, max: 2 } }), queueTimeoutSeconds: 3600 });
  },
  faults: [
    "inference.endpoints.scout.replicas.min: got 0, with replicas of TP 8 x PP 1 = 8 GPUs on 2 hosts, want 1 or more: a group of hosts is not free again on demand, and no request waits as long as its start may take; fix: write min: 1",
  ],
} satisfies InvalidCase;
