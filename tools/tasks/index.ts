/** What an npm script runs, by its name; each is loaded only when it is asked for. */
const tasks: Readonly<Record<string, () => Promise<{ run: (args: string[]) => number | Promise<number> }>>> = {
  bench: () => import("./bench.ts"),
  "bench-serving": () => import("./bench-serving.ts"),
  check: () => import("./check.ts"),
  huggingface: () => import("./huggingface.ts"),
  policy: () => import("./policy.ts"),
  pulumi: () => import("./pulumi.ts"),
  report: () => import("./report.ts"),
  review: () => import("./review.ts"),
  "review-post": () => import("./review-post.ts"),
  serving: () => import("./serving.ts"),
  start: () => import("./start.ts"),
  suite: () => import("./suite.ts"),
  test: () => import("./test.ts"),
};

/**
 * Runs a task and returns its exit code.
 *
 * @throws Error when there is no such task.
 */
export async function runTask(name: string, args: string[]): Promise<number> {
  const load = tasks[name];
  if (load === undefined) throw new Error(`got task ${name}, want one of ${Object.keys(tasks).join(", ")}`);
  return (await load()).run(args);
}
