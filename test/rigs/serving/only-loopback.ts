import { spawnSync } from "node:child_process";
import { networkInterfaces } from "node:os";
import { crdDirectories } from "../cluster/crds.ts";
import { buildControlPlane } from "../cluster/control-plane.ts";
import { ensureSystemPackages } from "../cluster/system-packages.ts";
import { servingParts } from "./parts.ts";

/** Linux commands that run others in a new network namespace: as root, and as anybody where user namespaces are allowed. */
const namespaces = [
  ["unshare", "--net"],
  ["unshare", "--user", "--map-root-user", "--net"],
] as const;

/** A new namespace has its loopback down. */
const raiseLoopback = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"] as const;

/** Has everything on this machine that serving needs, so that nothing is fetched afterwards. */
export async function prepareServing(): Promise<void> {
  await buildControlPlane();
  await crdDirectories();
  await servingParts();
}

/**
 * Prefix of a command that leaves it, and all that it starts, no network but a loopback of their own. The body-based router, the endpoint pickers and the
 * simulated engines listen on every interface, and have no flag for an address.
 *
 * @returns Nothing where loopback is all there is already, and where this machine allows no network namespace, which is said on standard error.
 * @throws Error when a part of serving cannot be had, with the fix.
 */
export async function onlyLoopback(): Promise<readonly string[]> {
  await prepareServing();
  if (Object.keys(networkInterfaces()).every((name) => name === "lo")) return [];
  const tried = process.platform === "linux" ? await possibleNamespace() : undefined;
  if (tried !== undefined) return tried;
  process.stderr.write(
    "[serving] this machine allows no network namespace: the body-based router, endpoint pickers and engines listen on all its interfaces\n",
  );
  return [];
}

async function possibleNamespace(): Promise<readonly string[] | undefined> {
  await ensureSystemPackages({ unshare: "util-linux", ip: "iproute2" });
  const commands = namespaces.map((namespace) => [...namespace, ...raiseLoopback]);
  return commands.find(([command = "", ...args]) => spawnSync(command, [...args, "true"]).status === 0);
}
