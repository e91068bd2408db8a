import { flushCompileCache } from "node:module";
import { StackError } from "../../components/lib/parse/fault.ts";
import { cacheConversions } from "./sdk-cache.ts";

/** Exit code after the pack has printed its own error: the engine then adds no stack trace. */
const alreadySaid = 32;

/**
 * Loads a pack. A fault of its surroundings (exemptions, date) is printed on a line, and the pack does not start: nothing passes unjudged.
 */
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
  // The engine kills a pack at the end, which would lose the compile cache.
  flushCompileCache();
}
