import { readProgram } from "../../../lib/program/index.ts";
import type { SlurmModel } from "../../model.ts";

const programs = {
  prolog: readProgram(import.meta.dirname, "prolog.sh"),
  epilog: readProgram(import.meta.dirname, "epilog.sh"),
  healthCheck: readProgram(import.meta.dirname, "health-check.sh"),
  acceptance: readProgram(import.meta.dirname, "acceptance.sh"),
};

/** A host's folder of marks of passed acceptance tests, one per boot. A repair happens with the host shut down, so the next boot tests it again. */
export const acceptanceMarks = "/var/lib/nscale-slurm";

/** The programs that check a node's GPUs. AMD's GPUs are only counted. */
export interface NodeScripts {
  /**
   * Slurm's Prolog: refuses a job on a node whose GPUs do not all answer. The node drains with the reason, and the job is requeued; otherwise the job would fail,
   * and the next one too.
   */
  readonly prolog: string;
  /**
   * Slurm's Epilog: drains a node if processes of the job are still on its GPUs after half a minute, or if its GPUs no longer all answer. Such processes hang
   * in the driver, and the next job on the GPUs would hang with them.
   */
  readonly epilog: string;
  /**
   * Slurm's HealthCheckProgram: drains its node, with the reason, when a GPU is gone, when the driver logs one of the XIDs that need a repair, or when DCGM reports
   * failure. Running jobs go on. XIDs count from the pod's start: earlier ones are for the acceptance test. It never resumes a node.
   */
  readonly healthCheck: string;
  /**
   * Acceptance test of a host, once per boot before its slurmd starts: all GPUs answer, DCGM's diagnosis finds no fault, and an all-reduce over them is fast enough.
   * Otherwise it exits with 1 and prints the failure.
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
