import { join } from "node:path";
import { buildServing } from "../cluster/controllers.ts";
import { ensureSystemPackages } from "../cluster/system-packages.ts";
import { installPythonTools } from "./python.ts";

/** Absolute paths of what serves inference on this machine. */
export type ServingParts = Readonly<
  Record<"envoy" | "python" | "redis" | "egctl" | "endpointPicker" | "modelRouter" | "rateLimiter" | "engine", string>
>;

/**
 * Finds, installs or builds every part, once a machine (about 6 minutes on two cores).
 *
 * @throws Error when one cannot be had, with the fix.
 */
export async function servingParts(): Promise<ServingParts> {
  const [binaries, python, { "redis-server": redis }] = await Promise.all([
    buildServing(),
    installPythonTools(),
    ensureSystemPackages({ "redis-server": "redis-server" }),
  ]);
  const built = (name: string) => join(binaries, name);
  return {
    ...python,
    redis,
    egctl: built("egctl"),
    endpointPicker: built("epp"),
    modelRouter: built("bbr"),
    rateLimiter: built("ratelimit"),
    engine: built("llm-d-inference-sim"),
  };
}
