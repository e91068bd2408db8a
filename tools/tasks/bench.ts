import { parseArgs } from "node:util";
import glomfjord from "../../stacks/glomfjord.ts";
import narvik from "../../stacks/narvik.ts";
import { benchFleet, benchStack } from "../../test/bench/cases.ts";
import { printReport } from "../../test/bench/report.ts";
import { locateEngine } from "../engine/locate.ts";

/** `npm run bench [-- --pairs N]`: what the stacks cost against their budgets; fails when anything is over. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { pairs: { type: "string", default: "9" } } });
  const pairs = Number(values.pairs);
  if (!Number.isInteger(pairs) || pairs < 1) throw new Error(`got --pairs ${values.pairs}, want a whole number from 1`);
  const options = { engine: await locateEngine(), pairs, report: (progress: string) => process.stderr.write(`[bench] ${progress}\n`) };
  const lines = [
    ...benchStack({ ...options, stack: "glomfjord", input: glomfjord }),
    ...benchStack({ ...options, stack: "narvik", input: narvik }),
    ...benchFleet({ ...options, stack: "fleet" }),
  ];
  process.stdout.write(`${printReport(lines)}\n`);
  return lines.some(({ isOver }) => isOver) ? 1 : 0;
}
