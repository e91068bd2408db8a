import { readProgram } from "../../../lib/program/index.ts";
import type { SlurmModel } from "../../model.ts";

const programs = {
  prolog: readProgram(import.meta.dirname, "prolog.sh"),
  epilog: readProgram(import.meta.dirname, "epilog.sh"),
  healthCheck: readProgram(import.meta.dirname, "health-check.sh"),
  acceptance: readProgram(import.meta.dirname, "acceptance.sh"),
};

/** A host's folder of marks that it has passed since it booted. What a repair changed, it changed with the host shut down. */
export const acceptanceMarks = "/var/lib/nscale-slurm";

/** The programs that look after a node's GPUs. AMD's GPUs are only counted. */
export interface NodeScripts {
  /**
   * Slurm's Prolog: refuses a job on a node whose GPUs do not all answer. The node drains with the reason, and the job goes back into the queue; without it, the
   * job would fail where the next one would fail too.
   */
  readonly prolog: string;
  /**
   * Slurm's Epilog: drains a node on whose GPUs processes of the job are left after half a minute, or whose GPUs do not all answer any more. Such processes hang
   * in the driver; the next job on the GPUs would hang with them.
   */
  readonly epilog: string;
  /**
   * Slurm's HealthCheckProgram: drains its node, with the reason, when a GPU is gone, when the driver logs one of the XIDs that need a repair, or when DCGM says
   * failure. Jobs that run go on. An XID counts from the moment that the pod has started: earlier ones are for the acceptance test. Nothing is resumed here.
   */
  readonly healthCheck: string;
  /**
   * A host passes it once a boot, before its slurmd starts: all GPUs answer, DCGM's diagnosis finds nothing, and an all-reduce over them is fast enough. It exits
   * with 1 and says what failed.
   */
  readonly acceptance: string;
}

export function planNodeScripts({ node, health }: Pick<SlurmModel, "node" | "health">): NodeScripts {
  const gpus = node.gres.count;
  const variant = node.gres.autodetect;
  const { dcgmLevel, ncclBusGigabytesPerSecond } = health.acceptance;
  return {
    prolog: programs.prolog({ gpus }, variant),
    epilog: programs.epilog({ gpus }, variant),
    healthCheck: programs.healthCheck({ gpus, drainingXids: { code: health.drainingXids.join(" | ") } }, variant),
    acceptance: programs.acceptance({ gpus, marks: acceptanceMarks, dcgmLevel, gigabytesPerSecond: ncclBusGigabytesPerSecond }, variant),
  };
}
