import { join } from "node:path";
import { fleetSummarySchema } from "../../components/fleet/schema.ts";
import { summarySchema } from "../../components/summary/schema.ts";
import { printUpdate } from "../review/state-change.ts";
import { fleetStack, stackFiles } from "../../stacks/files.ts";
import { locateEngine } from "../engine/locate.ts";
import { pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { printDeclared } from "../stack/declared.ts";
import { printFleet } from "../stack/print-fleet.ts";
import { printSummary } from "../stack/print-summary.ts";
import { exportState } from "../stack/state.ts";
import { update } from "../stack/update.ts";

/** `npm start [-- STACK… | all]`: brings stacks up on the embedded default after a preview with every policy, glomfjord where none is named; all is every site and then the fleet. */
export async function run(args: string[]): Promise<number> {
  const stacks = args.includes("all") ? [...Object.keys(stackFiles), fleetStack] : args.length > 0 ? args : ["glomfjord"];
  const workspace = new EmbeddedWorkspace(await locateEngine(() => printDeclared(stacks)));
  for (const [index, stack] of stacks.entries()) {
    if (stacks.length > 1) process.stdout.write(`\n[${index + 1}/${stacks.length}] ${stack}\n`);
    const code = await bringUp(workspace, stack);
    if (code !== 0) return code;
  }
  return 0;
}

async function bringUp(workspace: EmbeddedWorkspace, stack: string): Promise<number> {
  pulumiText(workspace, ["stack", "select", "--create", stack]);
  const before = exportState(workspace, stack);
  const updated = await update(workspace, stack, ["--stack", stack, "--yes", "--suppress-outputs"]);
  if (updated !== 0) return updated;
  const output: unknown = JSON.parse(pulumiText(workspace, ["stack", "output", "summary", "--json", "--stack", stack]));
  const text =
    stack === fleetStack
      ? printFleet(fleetSummarySchema.parse(output))
      : printSummary(summarySchema.parse(output), join(workspace.outputDirectory, stack));
  const isColoured = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  process.stdout.write(`${text}\n${printUpdate(stack, before, exportState(workspace, stack), isColoured)}\n`);
  return 0;
}
