import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { judgeInventory } from "../../components/cluster/inventory/judge.ts";
import { readInventory } from "../../components/cluster/inventory/read.ts";
import { contractsOf } from "../../components/cluster/plan/index.ts";
import { messageOf, printError } from "../../components/lib/error.ts";
import { printFaults, StackError } from "../../components/lib/parse/fault.ts";
import { readStackFile } from "../../stacks/files.ts";

const usage = "npm run inventory -- STACK --file FILE";
const exitCodes = { right: 0, notRead: 1, wrong: 2 } as const;

/**
 * `npm run inventory -- STACK --file FILE`: holds hosts and nodes, as kubectl prints them, against the contract of each of a stack's clusters. `-` reads what
 * is piped in. Nothing is changed.
 *
 * @returns 0 where all is as it must be, 2 where something is missing, doubled or labelled wrongly, 1 where it could not be read.
 */
export async function run(args: string[]): Promise<number> {
  try {
    const { stack, file } = parse(args);
    const { spec } = await readStackFile(stack);
    const inventory = readInventory(file, textOf(file));
    const faults = contractsOf(stack, spec).flatMap((contract) =>
      judgeInventory(contract, inventory).map((fault) => printFaults(`${stack}: ${contract.cluster}`, [fault])),
    );
    process.stdout.write(faults.map((line) => `${line}\n`).join(""));
    if (faults.length === 0)
      process.stdout.write(`${stack}: ${inventory.hosts.length} hosts and ${inventory.nodes.length} nodes, as the contract has them\n`);
    return faults.length === 0 ? exitCodes.right : exitCodes.wrong;
  } catch (error) {
    process.stderr.write(`${printError(error)}\n`);
    return exitCodes.notRead;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new StackError(`--file: got ${file} (${messageOf(error)}), want a file that can be read; fix: ${usage}`, { cause: error });
  }
}

function parse(args: string[]) {
  const { values, positionals } = readArguments(args);
  const [stack, ...others] = positionals;
  if (stack === undefined || others.length > 0) throw new StackError(`got ${positionals.length} arguments, want a stack; fix: ${usage}`);
  if (values.file === undefined) throw new StackError(`got no --file, want the hosts as kubectl prints them; fix: ${usage}`);
  return { stack, file: values.file };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { file: { type: "string" } } });
  } catch (error) {
    throw new StackError(`${messageOf(error)}; fix: ${usage}`, { cause: error });
  }
}
