import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { runChecks } from "../test/checks.ts";
import { add, nothing, printCount, runSuite, type Count } from "../test/suite.ts";

/** Builds a part in a process of its own, so that tests run meanwhile. Returns whether it is there. */
async function build(part: "engine" | "cluster"): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "test", "build.ts"), part], { stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) process.stderr.write(`[test] the ${part} could not be built (see above): its tests count as one that failed\n`);
  return code === 0;
}

const notBuilt: Count = { ...nothing, failed: 1 };

/** `npm test`: everything. The engine and the test cluster build first, in the background; tests that need neither run meanwhile. */
export async function run(): Promise<number> {
  const engine = build("engine");
  const cluster = engine.then(() => build("cluster"));
  let count = [runChecks(), runSuite("fast"), runSuite("browser")].reduce(add);
  count = add(count, (await engine) ? runSuite("engine") : notBuilt);
  count = add(count, (await cluster) ? runSuite("cluster") : notBuilt);
  process.stdout.write(`${printCount(count)}\n`);
  return count.failed === 0 ? 0 : 1;
}
