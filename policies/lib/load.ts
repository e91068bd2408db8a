import { StackError } from "../../components/lib/parse/fault.ts";

/** With which a policy pack ends after it has said itself what a person must mend; the engine then adds no trace of its own. */
const alreadySaid = 32;

/** Loads a pack. What is wrong with its surroundings (the exemptions, the date) is said in a line each, and the pack does not start: nothing passes unjudged. */
export function load(pack: () => void): void {
  try {
    pack();
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(alreadySaid);
  }
}
