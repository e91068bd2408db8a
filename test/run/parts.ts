import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Parts of suites that are built once a machine, in the order of building: the part that most suites wait for comes first. */
const order = ["engine", "control-plane", "controllers", "slurm-operator", "gitops", "network-policy", "serving"] as const;

export type Part = (typeof order)[number];

/** Builds a part in a process of its own, so that tests run meanwhile. Returns whether it is there. */
async function build(part: Part): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "build.ts"), part], { stdio: ["inherit", "inherit", "pipe"] });
  // A line that moves would be torn by those of the suites that run meanwhile.
  child.stderr.pipe(process.stderr, { end: false });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0)
    process.stderr.write(`[test] ${part} could not be built (see above): each suite that needs it counts as one test that failed\n`);
  return code === 0;
}

/** Begins to build these parts, one after the other. Each promise says whether its part is there. */
export function buildParts(wanted: readonly Part[]): Readonly<Partial<Record<Part, Promise<boolean>>>> {
  const built: Partial<Record<Part, Promise<boolean>>> = {};
  let last: Promise<unknown> = Promise.resolve();
  for (const part of order.filter((name) => wanted.includes(name))) last = built[part] = last.then(() => build(part));
  return built;
}
