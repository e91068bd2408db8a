import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../../cli/setup/cache.mjs";
import { phases, runChaos, type ChaosResult } from "../run/chaos.ts";

const docsFile = join(repository, "docs", "reliability.md");
const [opening, closing] = ["<!-- chaos -->", "<!-- /chaos -->"] as const;

/** `npm run chaos -- --seed N [--kills 45] [--docs]`: kills runs at random moments and checks what the next leaves; --docs puts the result into docs/reliability.md. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      kills: { type: "string", default: "45" },
      docs: { type: "boolean", default: false },
    },
  });
  const [seed, kills] = [Number(values.seed), Number(values.kills)];
  if (![seed, kills].every((number) => Number.isInteger(number) && number > 0))
    throw new Error(
      `got --seed ${values.seed} --kills ${values.kills}, want whole numbers from 1; fix: npm run chaos -- --seed 1 --kills 45`,
    );
  const result = await runChaos(seed, kills, (line) => process.stderr.write(`[chaos] ${line}\n`));
  process.stdout.write(`${printResult(result)}\n`);
  if (values.docs) {
    const text = readFileSync(docsFile, "utf8");
    const [before = "", rest = ""] = text.split(opening);
    writeFileSync(docsFile, `${before}${opening}\n\n${printResult(result)}\n\n${closing}${rest.split(closing)[1] ?? ""}`);
  }
  return result.faults.length === 0 ? 0 : 1;
}

function printResult({ seed, kills, ended, starts, faults }: ChaosResult): string {
  const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
  return [
    `\`npm run chaos -- --seed ${seed} --kills ${total}\`: ${total} runs killed, ${ended} that ended before; ${starts} plain starts after them.`,
    "",
    "| killed in | runs |",
    "| --- | --- |",
    ...phases.map((phase) => `| ${phase} | ${kills[phase]} |`),
    "",
    faults.length === 0
      ? "Nothing was lost, doubled, pending or left."
      : `Wrong after them:\n\n${faults.map((fault) => `- ${fault}`).join("\n")}`,
  ].join("\n");
}
