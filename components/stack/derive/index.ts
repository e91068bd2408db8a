import { clusterDerivations } from "./clusters.ts";
import { deliveryDerivations } from "./deliveries.ts";
import { perGpuDerivations } from "./per-gpu.ts";
import { shareDerivations } from "./shares.ts";
import { siteDerivations } from "./site.ts";
import { slurmDerivations } from "./slurm.ts";
import { tenantDerivations } from "./tenants.ts";

/**
 * What follows from other values of a stack, in the order in which it is worked out.
 *
 * Not among them are facts that law hangs on and that could differ from the rule: the parent of a company, the zone of an agreement, the place of a key, of data or of
 * another end. If these followed, deleting a wrong one would turn a finding into a right value.
 */
export const stackDerivations = [
  ...siteDerivations,
  ...tenantDerivations,
  ...clusterDerivations,
  ...shareDerivations,
  ...slurmDerivations,
  ...perGpuDerivations,
  ...deliveryDerivations,
];
