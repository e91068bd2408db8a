import { dirname } from "node:path";
import type { Import } from "../support/imports.ts";

/** Programs that the engine and the review run by name, so that no import leads to them. */
const programs = ["stacks/index.ts", "policies/all/pack.ts"];

/** What runs those programs. */
const engines = ["cli/engine/locate.ts", "review/plan/program.ts"];

/** Files from which everything follows: what is installed, and how tests are run. */
const decidesAll =
  /^(package(-lock)?\.json|tsconfig\.json|\.nvmrc|\.npmrc|Pulumi\.yaml|\.ci\/.*|test\/(vitest\.config\.ts|run\/.*|tasks\/.*)|cli\/setup\/.*)$/;

/** Tests that read the tree itself, whatever is in it. */
const readsTheTree = /^test\/unit\/(house|docs)\//;

/** Suites each of whose tests runs programs of the checkout. */
const runsAll = /^test\/(engine|standalone)\/.*\.test\.ts$/;

/** What is known of a checkout: its files, the imports among its code, and the code that names commands of cli/tasks. */
export interface Tree {
  readonly files: readonly string[];
  readonly imports: readonly Import[];
  readonly runners: readonly string[];
}

/**
 * The test files that a change can reach: through imports, through the programs that they run, and those that read the tree.
 * A file that is no code counts as part of the code beside it, or in the nearest folder above that has some.
 *
 * @param changed Paths below the repository, removed ones too.
 */
export function reachedTests(changed: readonly string[], tree: Tree): string[] {
  const { files } = tree;
  const tests = files.filter((file) => file.endsWith(".test.ts"));
  if (changed.some((file) => decidesAll.test(file))) return tests;
  const importers = importersOf(tree);
  const reached = new Set<string>();
  const waiting = changed.flatMap((file) => (isCode(file) ? [file] : codeAround(file, files)));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(importers.get(next) ?? []));
  }
  return tests.filter((test) => reached.has(test) || readsTheTree.test(test));
}

const isCode = (file: string): boolean => /\.(ts|mjs|cjs)$/.test(file);

function codeAround(file: string, files: readonly string[]): readonly string[] {
  const folder = dirname(file);
  if (folder === ".") return [];
  const beside = files.filter((other) => isCode(other) && dirname(other) === folder);
  return beside.length > 0 ? beside : codeAround(folder, files);
}

function importersOf({ files, imports, runners }: Tree): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  const add = (to: string, from: string) => importers.set(to, [...(importers.get(to) ?? []), from]);
  for (const { from, to } of imports) add(to, from);
  // Stacks are loaded by the name that a person gives.
  const run = [...programs, ...files.filter((file) => /^stacks\/[^/]+\.ts$/.test(file))];
  const tasks = files.filter((file) => file.startsWith("cli/tasks/"));
  for (const program of run) for (const engine of engines) add(program, engine);
  for (const task of tasks) for (const runner of runners) add(task, runner);
  for (const test of files.filter((file) => runsAll.test(file))) for (const program of [...run, ...tasks]) add(program, test);
  return importers;
}
