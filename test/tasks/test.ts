import { availableParallelism } from "node:os";
import { runChecks } from "../run/checks.ts";
import { buildAll, type Part } from "../run/parts.ts";
import { Slots } from "../run/slots.ts";
import { add, nothing, printCount, runSuite, type Count } from "../run/suite.ts";

/** Parts that must be built before a suite can run. Of those that wait at the same time, the first here starts first. */
const suites: Readonly<Record<string, readonly Part[]>> = {
  fast: [],
  browser: [],
  engine: ["engine"],
  cluster: ["engine", "control-plane", "controllers", "slurm-operator"],
  serving: ["engine", "control-plane", "serving"],
  slurm: [],
  standalone: ["engine", "control-plane", "serving"],
};

const notBuilt: Count = { ...nothing, failed: 1 };

/** `npm test`: everything. Parts are built in the background; each suite starts when its own are there, and a suite that waits for a cluster leaves the processor to others. */
export async function run(): Promise<number> {
  const built = buildAll();
  const slots = new Slots(availableParallelism() + 1);
  const started = Object.entries(suites).map(async ([suite, parts], index) => {
    const isBuilt = (await Promise.all(parts.map((part) => built[part]))).every(Boolean);
    return isBuilt ? slots.run(index, () => runSuite(suite, [], suite)) : notBuilt;
  });
  const counts = await Promise.all([slots.run(-1, () => runChecks("check")), ...started]);
  const count = counts.reduce(add);
  process.stdout.write(`${printCount(count)}\n`);
  return count.failed === 0 ? 0 : 1;
}
