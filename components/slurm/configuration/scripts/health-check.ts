import type { SlurmModel } from "../../model.ts";
import { preamble } from "./gpu-health.ts";

/**
 * HealthCheckProgram: drains its node, with the reason, when a GPU is gone, when the driver logs one of the XIDs that need a repair, or when DCGM says failure.
 *
 * Jobs that run go on. An XID counts from the moment that the pod has started: what was before, the acceptance test judges. Nothing is resumed here.
 */
export const healthCheckScript = ({ node, health }: Pick<SlurmModel, "node" | "health">): string => `#!/bin/sh
# Slurm's HealthCheckProgram: drains this node when its GPUs fail.
${preamble(node)}
runtime=\${RUNTIME_DIRECTORY:-/run/nscale-slurm}
fault=$(gpu_fault)
${node.gres.autodetect === "nvidia" ? nvidiaFaults(health.drainingXids) : ""}
if [ -n "$fault" ]; then drain "$fault"; fi
exit 0
`;

const nvidiaFaults = (xids: readonly number[]): string => `
# Seconds since the start of the kernel up to which its log has been read.
mkdir -p "$runtime"
now=$(cut -d . -f 1 /proc/uptime)
seen=$(cat "$runtime/xid-seen" 2>/dev/null || echo "$now")
xids=$(dmesg 2>/dev/null | sed -n 's/^\\[ *\\([0-9]*\\)\\.[0-9]*\\] NVRM: Xid ([^)]*): \\([0-9]*\\),.*/\\1 \\2/p' | while read -r second xid; do
  if [ "$second" -lt "$seen" ]; then continue; fi
  case "$xid" in ${xids.join(" | ")}) echo "$xid" ;; esac
done | sort -nu | paste -s -d ' ' -)
if [ -z "$fault" ] && [ -n "$xids" ]; then fault="xid $xids"; fi
echo "$now" >"$runtime/xid-seen"

# DCGM watches from the first call on. It is on a node only where the image has its client and the host its engine.
if [ -z "$fault" ] && command -v dcgmi >/dev/null && dcgmi health --group 0 --set a >/dev/null 2>&1; then
  if dcgmi health --group 0 --check | grep -q 'Overall Health.*Failure'; then fault='dcgm health: failure'; fi
fi
`;
