import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters.training.gpus.value", (2 * 4_997 + 1) * 8);
    set(stack, "clusters.training.network.podCidr", "10.0.0.0/10");
    set(stack, "site.phases.0.capacityMegawatts.value", 200);
    set(stack, "site.phases.1.capacityMegawatts.value", 300);
    set(stack, "site.powerAgreements.hydro.megawatts.value", 300);
  },
  faults: [
    "clusters.training.gpus: got 79,960 GPUs on 9,995 hosts, 9,998 nodes with the control plane, want at most 5,000 nodes in one Kubernetes cluster; fix: spread them over 3 clusters or more",
  ],
} satisfies InvalidCase;
