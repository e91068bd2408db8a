import { join } from "node:path";
import { parseArgs } from "node:util";
import { guaranteedGpusOf } from "../../components/capacity/guarantees.ts";
import { stepsOf } from "../../components/capacity/growth.ts";
import { StackError } from "../../components/lib/parse/fault.ts";
import { printNumber } from "../../components/lib/number.ts";
import { costOf } from "../../components/summary/cost.ts";
import { summarize } from "../../components/summary/summarize.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { chargesOf, printFocus, type GuaranteedGpus } from "../../report/focus.ts";
import { readStack, stackFiles } from "../../stacks/files.ts";
import { repository } from "../setup/cache.mjs";
import { writeWhole } from "../setup/files.mjs";
import { requireStacks } from "../stack/known.ts";

/**
 * `npm run cost -- [STACK…] [--month YYYY-MM]`: what each site costs, and a month of it as FOCUS charges in `out/cost`; every site and the month of its data by default.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { month: { type: "string" } } });
  if (values.month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(values.month))
    throw new StackError(`got --month ${values.month}, want YYYY-MM; fix: npm run cost -- --month 2026-12`);
  requireStacks(positionals);
  for (const stack of positionals.length > 0 ? positionals : Object.keys(stackFiles)) {
    const spec = await readStack(stack);
    const summary = summarize(stack, spec);
    const month = values.month ?? summary.asOf.slice(0, 7);
    const { usdPerMegawattHour, clusters, usdPerGpuHour, endpoints, assumed } = costOf(summary);
    const yearly = (of: "powerUsdPerYear" | "hardwareUsdPerYear") =>
      `$${printNumber(clusters.reduce((sum, one) => sum + one[of], 0) / 1e6, { atMost: 1 })}M a year`;
    const usd = (value: number) => `$${printNumber(value, { atLeast: 2, atMost: 2 })}`;
    const lines = [
      `power ${yearly("powerUsdPerYear")} at ${usd(usdPerMegawattHour)} a MWh, hardware ${yearly("hardwareUsdPerYear")}`,
      ...Object.entries(usdPerGpuHour).map(([accelerator, cost]) => `a GPU-hour of ${accelerator} ${usd(cost)}`),
      ...endpoints.map(
        ({ endpoint, usdPerMillionTokens: cost, priceUsdPerMillionTokens: price }) =>
          `a million output tokens of ${endpoint} ${usd(cost)}, sold for ${usd(price)}`,
      ),
      ...assumed.map((text) => `assumed: ${text}`),
    ];
    process.stdout.write(lines.map((line) => `${stack}: ${line}\n`).join(""));
    const file = join("out", "cost", `${stack}-${month}.focus.csv`);
    writeWhole(join(repository, file), printFocus(chargesOf(summary, guaranteedIn(spec), month)));
    process.stdout.write(`${file}\n`);
  }
  return 0;
}

/** The GPUs that are guaranteed to each tenant in each cluster, with all the GPUs that it grows to. */
const guaranteedIn = ({ clusters, tenants }: StackSpec): Readonly<Record<string, GuaranteedGpus>> =>
  Object.fromEntries(
    Object.entries(clusters).map(([name, cluster]) => {
      const grown = { ...cluster, gpus: { ...cluster.gpus, value: stepsOf(cluster).at(-1)?.gpus ?? cluster.gpus.value } };
      return [name, Object.fromEntries(Object.keys(tenants).map((tenant) => [tenant, guaranteedGpusOf(tenant, grown)]))];
    }),
  );
