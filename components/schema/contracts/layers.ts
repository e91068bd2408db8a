import { z } from "zod";
import { contract } from "../../lib/contract.ts";

/** The Kubernetes layer of a cluster, with the GPUs that each tenant is guaranteed. */
export const kubernetesLayerContract = contract(
  "nscale:kubernetes:KubernetesLayer",
  z.object({ guaranteedGpus: z.record(z.string(), z.number()) }),
);

/** Queues over several clusters of a site. */
export const multiKueueContract = contract(
  "nscale:kubernetes:MultiKueue",
  z.object({ manager: z.string(), workers: z.array(z.string()), tenants: z.array(z.string()) }),
);

/** What a change of Slurm's configuration does to running work, from nothing to everything. */
export const changeClassNames = ["none", "reconfigure", "end-sessions", "drain-then-restart", "cluster-stop"] as const;
export type ChangeClass = (typeof changeClassNames)[number];

const fields = z.record(z.string(), z.unknown()).default({});

/** The Slurm layer of a cluster, with the GPUs that each tenant is guaranteed, and its configuration by what a change of it does. */
export const slurmLayerContract = contract(
  "nscale:slurm:SlurmLayer",
  z.object({
    gpus: z.number(),
    guaranteedGpus: z.record(z.string(), z.number()),
    changeClass: z.looseObject(Object.fromEntries(changeClassNames.map((name) => [name, fields])) as Record<ChangeClass, typeof fields>),
  }),
);
