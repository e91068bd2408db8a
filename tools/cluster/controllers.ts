import { join } from "node:path";
import { buildIntoCache } from "../engine/go-build.ts";

/** What runs beside the control plane in tests: kwok plays the nodes, Kueue queues the jobs. */
const commands = [
  { output: "kwok", package: "sigs.k8s.io/kwok/cmd/kwok" },
  { output: "kueue", package: "sigs.k8s.io/kueue/cmd/kueue" },
] as const;

/**
 * Builds kwok and the Kueue manager, once a machine (about 8 minutes on two cores).
 *
 * @returns The folder that holds both binaries.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildControllers(): Promise<string> {
  return buildIntoCache(
    "controllers",
    commands.map((command) => ({
      ...command,
      moduleDirectory: join(import.meta.dirname, "modules", command.output),
      environment: { CGO_ENABLED: "0" },
    })),
  );
}
