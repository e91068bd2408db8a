import { runChecks } from "../run/checks.ts";
import { add, printCount, runSuite } from "../run/suite.ts";

/** `npm run check`: types, lint, format, unused code, programs and the fast tests. */
export async function run(): Promise<number> {
  const count = add(await runChecks(), (await runSuite("fast")).count);
  process.stdout.write(`${printCount(count)}\n`);
  return count.failed === 0 ? 0 : 1;
}
