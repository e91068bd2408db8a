import { StackError } from "../../components/lib/parse/fault.ts";
import { summarize } from "../../components/summary/summarize.ts";
import { fleetStack, readStack } from "../../stacks/files.ts";
import { reportFile, writeReport } from "../tasks/report.ts";
import { printFigures } from "./print-summary.ts";

/**
 * Prints what the data of stacks says and writes the report of the fleet: something to read while an engine is built.
 *
 * @throws StackError when one of the stacks has a fault, which no engine would make good.
 */
export async function printDeclared(
  stacks: readonly string[],
  out: NodeJS.WritableStream = process.stdout,
  file = reportFile,
): Promise<void> {
  for (const stack of stacks.filter((name) => name !== fleetStack)) {
    out.write(`${printFigures(summarize(stack, await readStack(stack)), false).join("\n")}\n`);
  }
  out.write(`  the fleet as a page: ${await reportOrFault(file)}\n\n`);
}

/** The report's file, or the fault of a site that is not among those asked for. */
async function reportOrFault(file: string): Promise<string> {
  try {
    await writeReport(file);
    return file;
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return error.message;
  }
}
