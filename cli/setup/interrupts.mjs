/** The signals that ask a run to end, with the exit code of a run that did. */
const exitCodes = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/** @typedef {keyof typeof exitCodes} Interrupt */

/** One interrupt comes by several ways: the terminal signals the whole group, and npm and this project's set-up pass it on. */
const sameWithinMilliseconds = 1500;

/** @type {Set<(signal: Interrupt) => void>} */
const listeners = new Set();

/** @type {Interrupt | undefined} */
let first;
let latest = -Infinity;
let isWatching = false;
let endsByItself = false;

/** From now on a signal does not end this process at once: it ends what it is at in order, and `interruptCode` tells how to exit. */
export function endInOrder() {
  endsByItself = true;
  watch();
}

function watch() {
  if (isWatching) return;
  isWatching = true;
  for (const signal of /** @type {Interrupt[]} */ (Object.keys(exitCodes))) process.on(signal, () => receive(signal));
}

/** @param {Interrupt} signal */
function receive(signal) {
  const now = performance.now();
  const isSame = now - latest < sameWithinMilliseconds;
  latest = now;
  first ??= signal;
  if (!endsByItself && listeners.size === 0) process.exit(exitCodes[signal]);
  if (!isSame) for (const listener of listeners) listener(signal);
}

/**
 * Calls back once an interrupt, however many signals it comes as. Returns what ends that.
 *
 * @param {(signal: Interrupt) => void} listener
 */
export function onInterrupt(listener) {
  watch();
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The exit code of a run that was asked to end; nothing for one that was not. */
export function interruptCode() {
  return first === undefined ? undefined : exitCodes[first];
}
