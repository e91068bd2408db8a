import { setTimeout as sleep } from "node:timers/promises";

const pollEveryMilliseconds = 100;

/**
 * Asks again and again until `check` says that what is waited for has come.
 *
 * @param what Ends the sentence "after N s still waiting for …".
 * @param check Returns undefined when it has come, else what is still missing.
 * @throws Error when it has not come within `seconds`, with what was missing last; whatever `check` throws.
 */
export async function waitFor(what: string, seconds: number, check: () => Promise<string | undefined>): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const missing = await check();
    if (missing === undefined) return;
    if (performance.now() > deadline) throw new Error(`after ${seconds} s still waiting for ${what}: ${missing}`);
    await sleep(pollEveryMilliseconds);
  }
}
