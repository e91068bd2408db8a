import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { runChecks } from "../test/checks.ts";
import { add, printCount, runSuite, type Count } from "../test/suite.ts";

/** Builds in a process of its own, so that tests run meanwhile. */
function build(part: "engine" | "cluster"): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "test", "build.ts"), part], { stdio: "inherit" });
  return once(child, "exit").then(([code]) => {
    if (code !== 0) throw new Error(`the ${part} could not be built (see above)`);
  });
}

/** `npm test`: everything. The engine and the test cluster build first, in the background; tests that need neither run meanwhile. */
export async function run(): Promise<number> {
  const engine = build("engine");
  const cluster = engine.then(() => build("cluster"));
  cluster.catch(() => undefined);
  let count: Count = add(runChecks(), runSuite("fast"));
  await engine;
  count = add(count, runSuite("engine"));
  await cluster;
  count = add(count, runSuite("cluster"));
  process.stdout.write(`${printCount(count)}\n`);
  return count.failed === 0 ? 0 : 1;
}
