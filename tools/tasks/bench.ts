import { parseArgs } from "node:util";
import glomfjord from "../../stacks/glomfjord.ts";
import { benchStack } from "../../test/bench/cases.ts";
import { printReport } from "../../test/bench/report.ts";
import { locateEngine } from "../engine/locate.ts";

/** `npm run bench [-- --pairs N]`: what glomfjord costs against its budgets; fails when anything is over. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { pairs: { type: "string", default: "9" } } });
  const pairs = Number(values.pairs);
  if (!Number.isInteger(pairs) || pairs < 1) throw new Error(`got --pairs ${values.pairs}, want a whole number from 1`);
  const lines = benchStack({
    engine: await locateEngine(),
    stack: "glomfjord",
    input: glomfjord,
    pairs,
    report: (progress) => process.stderr.write(`[bench] ${progress}\n`),
  });
  process.stdout.write(`${printReport(lines)}\n`);
  return lines.some(({ isOver }) => isOver) ? 1 : 0;
}
