import type { types } from "@pulumi/kubernetes";
import { acceptanceMarks } from "../configuration/index.ts";
import { scriptsPath } from "./names.ts";
import { image, type Images } from "./pods.ts";

export const acceptanceVolume = { name: "accepted", hostPath: { path: acceptanceMarks, type: "DirectoryOrCreate" } } as const;

/** Runs before slurmd: a host that fails never registers, so no job starts on it. */
export const acceptanceContainer = (
  images: Images,
  resources: types.input.core.v1.ResourceRequirements,
): types.input.core.v1.Container => ({
  name: "acceptance",
  ...image(images.acceptance),
  command: ["sh", `${scriptsPath}/acceptance.sh`],
  resources,
  // DCGM's diagnosis of PCIe and NVLink reads and resets counters of the host's devices.
  securityContext: { privileged: true },
  volumeMounts: [
    { name: "scripts", mountPath: scriptsPath, readOnly: true },
    { name: acceptanceVolume.name, mountPath: acceptanceMarks },
    { name: "shared-memory", mountPath: "/dev/shm" },
  ],
});
