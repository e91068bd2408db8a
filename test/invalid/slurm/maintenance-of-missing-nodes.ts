import { add, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    add(stack, "clusters.training.slurm.maintenance", {
      pumps: { scalableUnits: ["su-2"], start: "2026-12-01T06:00:00Z", minutes: 60, reason: "new pumps" },
    });
  },
  faults: [
    "clusters.training.slurm.maintenance.pumps.scalableUnits: got su-2, want scalable units of Slurm's: su-1; slurmctld stops at a partition of nodes that are not there; fix: name others, or give Slurm more scalable units",
  ],
} satisfies InvalidCase;
