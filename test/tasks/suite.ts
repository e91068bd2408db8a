import { printCount, runSuite } from "../run/suite.ts";

/** `npm run test:engine`, `npm run test:cluster` [-- FILE…]: one suite on real parts. */
export async function run([project = "fast", ...files]: string[]): Promise<number> {
  const { count } = await runSuite(project, files);
  process.stdout.write(`${printCount(count)}\n`);
  return count.failed === 0 ? 0 : 1;
}
