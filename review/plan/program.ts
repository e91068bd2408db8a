/**
 * Runs a checkout's program without an engine and writes the registered resources of a stack as JSON: `node program.ts CHECKOUT FILE STACK`.
 *
 * A separate process, because the program may be another commit's and may end its process.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { PlannedResource, PlannedStack } from "./planned.ts";
import { runUnderMocks } from "./registrations.ts";
import { messageOf } from "../../components/lib/error.ts";

const [checkout = "", file = "", stack = ""] = process.argv.slice(2);

/** The program's summary, after all resources are registered. */
const summaryOf = async () =>
  ((await import(pathToFileURL(join(checkout, "stacks", "index.ts")).href)) as { summary: Promise<unknown> }).summary;

async function plan(): Promise<PlannedStack> {
  const resources: PlannedResource[] = [];
  try {
    const summary = await runUnderMocks(stack, summaryOf, (resource) => resources.push(resource));
    return { stack, summary, resources };
  } catch (error) {
    return { stack, resources: [], error: messageOf(error) };
  }
}

writeFileSync(file, JSON.stringify(await plan()));
// Handles that the program left open must not keep the process alive.
process.exit(0);
