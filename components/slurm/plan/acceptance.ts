import type { types } from "@pulumi/kubernetes";
import { preamble } from "../configuration/scripts/gpu-health.ts";
import type { SlurmModel } from "../model.ts";
import { scriptsPath } from "./names.ts";
import { image, type Images } from "./pods.ts";

/** On the host: that it has passed since it booted. What a repair changed, it changed with the host shut down. */
const markerPath = "/var/lib/nscale-slurm";

export const acceptanceVolume = { name: "accepted", hostPath: { path: markerPath, type: "DirectoryOrCreate" } } as const;

/** Runs before slurmd does: a host that fails never registers, so that no job starts on it. */
export const acceptanceContainer = (
  images: Images,
  resources: types.input.core.v1.ResourceRequirements,
): types.input.core.v1.Container => ({
  name: "acceptance",
  ...image(images.acceptance),
  command: ["sh", `${scriptsPath}/acceptance.sh`],
  resources,
  // The diagnosis of PCIe and NVLink reads and resets counters of the host's devices.
  securityContext: { privileged: true },
  volumeMounts: [
    { name: "scripts", mountPath: scriptsPath, readOnly: true },
    { name: acceptanceVolume.name, mountPath: markerPath },
    { name: "shared-memory", mountPath: "/dev/shm" },
  ],
});

/**
 * What a host passes once a boot before its slurmd starts: all GPUs answer, DCGM's diagnosis finds nothing, and an all-reduce over them is fast enough.
 * AMD's GPUs are only counted. It exits with 1 and says what failed.
 */
export const acceptanceScript = ({ node, health }: Pick<SlurmModel, "node" | "health">): string => `#!/bin/sh
# Tests this host's GPUs before Slurm may give it work.
${preamble(node)}
marks=\${STATE_DIRECTORY:-${markerPath}}
passed=$marks/accepted-$(cat /proc/sys/kernel/random/boot_id)
if [ -e "$passed" ]; then exit 0; fi

fault=$(gpu_fault)
${node.gres.autodetect === "nvidia" ? nvidiaTests(health.acceptance) : ""}
if [ -n "$fault" ]; then
  echo "not accepted: $fault" >&2
  exit 1
fi
rm -f "$marks"/accepted-*
: >"$passed"
echo accepted
`;

const nvidiaTests = ({ dcgmLevel, ncclBusGigabytesPerSecond }: SlurmModel["health"]["acceptance"]): string => `
nv-hostengine
if [ -z "$fault" ] && ! dcgmi diag --run ${dcgmLevel}; then fault='dcgm diagnosis, level ${dcgmLevel}'; fi
if [ -z "$fault" ]; then
  bandwidth=$(all_reduce_perf --minbytes 8G --maxbytes 8G --ngpus "$gpus_wanted" | sed -n 's/^# Avg bus bandwidth *: *//p')
  if ! awk -v "got=\${bandwidth:-0}" 'BEGIN { exit !(got >= ${ncclBusGigabytesPerSecond}) }'; then
    fault="all-reduce: got \${bandwidth:-no answer} GB/s, want ${ncclBusGigabytesPerSecond} or more"
  fi
fi
`;
