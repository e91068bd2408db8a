import type { SlurmNode } from "../../model.ts";
import { preamble } from "./gpu-health.ts";

/**
 * Epilog: drains a node on whose GPUs processes of the job are left after half a minute, or whose GPUs do not all answer any more.
 *
 * Such processes hang in the driver; the next job on the GPUs would hang with them.
 */
export const epilogScript = ({ node }: { readonly node: SlurmNode }): string => `#!/bin/sh
# Slurm's Epilog: keeps the next job off GPUs that this one has left in a bad state.
${preamble(node)}
fault=$(gpu_fault)
${node.gres.autodetect === "nvidia" ? leftovers : ""}
if [ -n "$fault" ]; then drain "epilog of job \${SLURM_JOB_ID:-unknown}: $fault"; fi
exit 0
`;

const leftovers = `
# The GPUs of this job alone: other jobs may share the node.
left_processes() { nvidia-smi --id="$SLURM_JOB_GPUS" --query-compute-apps=pid --format=csv,noheader 2>/dev/null | grep -c '^[0-9]'; }
if [ -z "$fault" ] && [ -n "\${SLURM_JOB_GPUS:-}" ]; then
  attempt=0
  while left=$(left_processes); [ "$left" -gt 0 ] && [ "$attempt" -lt 30 ]; do
    attempt=$((attempt + 1))
    sleep 1
  done
  if [ "$left" -gt 0 ]; then fault="$left processes left on its GPUs"; fi
fi
`;
