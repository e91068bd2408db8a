/**
 * The one place that tests reach into a run by: `NSCALE_KILL_AT=STEP` kills the process where it comes to that step, as a crash would.
 *
 * @param {string} step
 */
export function reach(step) {
  if (process.env["NSCALE_KILL_AT"] === step) process.kill(process.pid, "SIGKILL");
}
