import { reach } from "../setup/kill-at.mjs";
import type { Journal } from "./journal.ts";

/** What is asked of a stack that stands in a wave: that it is not worse than before the wave. */
export interface Watch<Seen> {
  /** What is there before the wave. */
  readonly look: (stackName: string) => Promise<Seen>;
  /** What is worse than it was, each in a sentence; none for a stack that does well. */
  readonly worse: (stackName: string, before: Seen) => Promise<readonly string[]>;
  /** The looks between two waves: the first right after the updates, and the pause before each later one. */
  readonly times: number;
  readonly pause: () => Promise<void>;
}

/** A roll-out of sealed updates, wave by wave. */
export interface RollOut<Seen> {
  readonly waves: readonly (readonly string[])[];
  /** The seal of each stack that changes. */
  readonly seals: Readonly<Record<string, string>>;
  readonly journal: Journal<Seen>;
  /** Applies exactly what a seal stands for; a killed one is resumed. Returns 0 where it is done. */
  readonly apply: (stackName: string, seal: string) => Promise<number>;
  readonly watch: Watch<Seen>;
  readonly say: (text: string) => void;
}

/**
 * Rolls sealed updates out, one stack after another and wave by wave. A wave ends when its stacks were looked at for as long as the watch says and none is worse than before it; the next
 * begins only then. What the journal says is done is not done again.
 *
 * @returns 0 where every wave is through, else 1: nothing after the stack that it names was begun.
 */
export async function rollOut<Seen>({ waves, seals, journal, apply, watch, say }: RollOut<Seen>): Promise<number> {
  for (const [index, wave] of waves.entries()) {
    const number = index + 1;
    const changed = wave.filter((stack) => seals[stack] !== undefined);
    if (changed.length === 0 || journal.isThrough(number)) continue;
    for (const stack of changed) if (journal.before(stack) === undefined) journal.look(stack, await watch.look(stack));
    for (const stack of changed) {
      if (journal.isDone(stack)) continue;
      say(`wave ${number}: ${stack}`);
      const code = await apply(stack, seals[stack] ?? "");
      reach("deploy:applied");
      if (code !== 0) {
        say(
          `wave ${number} stops at ${stack}, whose update ended with ${code}; fix: see above, then run this again: what is done stays done`,
        );
        return 1;
      }
      journal.done(stack);
      reach("deploy:done");
    }
    for (let time = 1; time <= watch.times; time += 1) {
      if (time > 1) await watch.pause();
      for (const stack of changed) {
        const before = journal.before(stack);
        const faults = before === undefined ? [] : await watch.worse(stack, before);
        if (faults.length === 0) continue;
        say([...faults.map((fault) => `${stack}: ${fault}`), `wave ${number} stops: no later wave begins`].join("\n"));
        return 1;
      }
    }
    journal.through(number);
    reach("deploy:through");
    say(`wave ${number} is through: ${changed.join(", ")}`);
  }
  return 0;
}
