import { parseArgs } from "node:util";
import glomfjord from "../../stacks/glomfjord.ts";
import narvik from "../../stacks/narvik.ts";
import { benchLargest, benchSizes } from "../bench/admission.ts";
import { benchFleet, benchReview, benchStack } from "../bench/cases.ts";
import { printReport } from "../bench/report.ts";
import { locateEngine } from "../../cli/engine/locate.ts";

const report = (progress: string) => process.stderr.write(`[bench] ${progress}\n`);

/**
 * `npm run bench [-- --pairs N]`: what the stacks cost against their budgets; fails when anything is over.
 * `npm run bench -- admission`: how Kueue's admission grows with the racks of a real cluster, and the largest that this machine does.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { pairs: { type: "string", default: "9" } }, allowPositionals: true });
  const pairs = Number(values.pairs);
  if (!Number.isInteger(pairs) || pairs < 1) throw new Error(`got --pairs ${values.pairs}, want a whole number from 1`);
  const [part, ...others] = positionals;
  if (others.length > 0 || (part !== undefined && part !== "admission"))
    throw new Error(`got ${positionals.join(" ")}, want admission or nothing`);
  return part === undefined ? benchStacks(pairs) : benchAdmission(pairs);
}

async function benchStacks(pairs: number): Promise<number> {
  const options = { engine: await locateEngine(), pairs, report };
  const lines = [
    ...benchStack({ ...options, stack: "glomfjord", input: glomfjord }),
    ...benchStack({ ...options, stack: "narvik", input: narvik }),
    ...benchFleet({ ...options, stack: "fleet" }),
    ...benchReview({ ...options, stack: "narvik" }),
  ];
  process.stdout.write(`${printReport(lines)}\n`);
  return lines.some(({ isOver }) => isOver) ? 1 : 0;
}

/** Nothing is over: no budget says how fast Kueue must be. */
async function benchAdmission(rounds: number): Promise<number> {
  process.stdout.write(`${await benchSizes(rounds, report)}\n`);
  process.stdout.write(`${await benchLargest(report)}\n`);
  return 0;
}
