import { flushCompileCache } from "node:module";
import { StackError } from "../../components/lib/parse/fault.ts";
import { cacheConversions } from "./sdk-cache.ts";

/** With which a policy pack ends after it has said itself what a person must mend; the engine then adds no trace of its own. */
const alreadySaid = 32;

/** Loads a pack. What is wrong with its surroundings (the exemptions, the date) is said in a line each, and the pack does not start: nothing passes unjudged. */
export async function load(folder: string, pack: () => Promise<unknown>): Promise<void> {
  // The SDK reads the pack's version from the working directory.
  process.chdir(folder);
  cacheConversions();
  try {
    await pack();
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(alreadySaid);
  }
  // The engine kills a pack in the end, so nothing would be kept of what was compiled.
  flushCompileCache();
}
