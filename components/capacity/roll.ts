import { accelerators } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { machinesFor } from "./power.ts";

/**
 * How many of a cluster's hosts an update of what runs on each may have down at once, as a DaemonSet's `maxUnavailable`: 5 percent, and two hosts at least.
 *
 * A host that is down counts, whatever took it down. Among thousands one always is, and where one may be, the update never begins.
 */
export function hostsAtOnce({ accelerator, gpus }: Pick<GpuClusterSpec, "accelerator" | "gpus">): `${number}%` {
  const hosts = machinesFor(accelerator, gpus.value).units * accelerators[accelerator].unit.hosts;
  // Kubernetes rounds up: the smallest share that is more than one host.
  return `${Math.min(100, Math.max(5, Math.floor(100 / hosts) + 1))}%`;
}
