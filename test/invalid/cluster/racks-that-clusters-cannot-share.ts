import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters.racks.gpus.value", 99_936);
    set(stack, "clusters.racks.network.podCidr", "10.0.0.0/9");
    set(stack, "clusters.racks.network.serviceCidr", "10.200.0.0/16");
    set(stack, "site.phases.1.capacityMegawatts.value", 300);
    set(stack, "site.powerAgreements.hydro.megawatts.value", 300);
  },
  faults: [
    "clusters.racks.gpus: got 99,936 GPUs on 24,984 hosts, 24,987 nodes with the control plane, want at most 5,000 nodes in one Kubernetes cluster; fix: spread them over 6 clusters or more",
  ],
} satisfies InvalidCase;
