import type { SlurmNode } from "../../model.ts";
import { preamble } from "./gpu-health.ts";

/**
 * Prolog: refuses a job on a node whose GPUs do not all answer.
 *
 * The node drains with the reason, and the job goes back into the queue; without it, the job would fail where the next one would fail too.
 */
export const prologScript = ({ node }: { readonly node: SlurmNode }): string => `#!/bin/sh
# Slurm's Prolog: keeps a job off a node whose GPUs fail.
${preamble(node)}
fault=$(gpu_fault)
if [ -z "$fault" ]; then exit 0; fi
drain "prolog: $fault"
exit 1
`;
