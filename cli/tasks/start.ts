import { existsSync } from "node:fs";
import { join } from "node:path";
import { fleetSummarySchema } from "../../components/fleet/schema.ts";
import { summarySchema } from "../../components/summary/schema.ts";
import { printUpdate } from "../review/state-change.ts";
import { fleetStack, stackFiles } from "../../stacks/files.ts";
import { locateEngine } from "../engine/locate.ts";
import { interruptCode } from "../setup/interrupts.mjs";
import { stateBeforeRendering } from "../stack/afresh.ts";
import { requireWholeState } from "../stack/checkpoint.ts";
import { pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { printDeclared } from "../stack/declared.ts";
import { requireStacks } from "../stack/known.ts";
import { printReads } from "../stack/last-reads.ts";
import { whileUpdating, type Hold } from "../stack/locks.ts";
import { printFleet } from "../stack/print-fleet.ts";
import { printSummary } from "../stack/print-summary.ts";
import { exportState } from "../stack/state.ts";
import { requireSpaceForState } from "../stack/space.ts";
import { update, wantsLiveTarget } from "../stack/update.ts";

/** `npm start [-- STACK… | all]`: brings stacks up on the embedded default after a preview with every policy, glomfjord where none is named; all is every site and then the fleet. */
export async function run(args: string[]): Promise<number> {
  const stacks = args.includes("all") ? [...Object.keys(stackFiles), fleetStack] : args.length > 0 ? args : ["glomfjord"];
  requireStacks(stacks);
  const workspace = await EmbeddedWorkspace.open(await locateEngine(() => printDeclared(stacks)));
  for (const [index, stack] of stacks.entries()) {
    if (stacks.length > 1) process.stdout.write(`\n[${index + 1}/${stacks.length}] ${stack}\n`);
    const code = await whileUpdating(workspace, stack, (hold) => bringUp(workspace, stack, hold));
    if (code !== 0) return code;
  }
  return 0;
}

async function bringUp(workspace: EmbeddedWorkspace, stackName: string, hold: Hold): Promise<number> {
  requireSpaceForState(workspace, stackName);
  requireWholeState(workspace, stackName, !(await wantsLiveTarget(workspace, stackName)));
  if (!existsSync(workspace.checkpointFile(stackName))) await pulumiText(workspace, ["stack", "init", "--no-select", stackName]);
  workspace.select(stackName);
  const before = stateBeforeRendering(workspace, stackName) ?? (await exportState(workspace, stackName));
  const { code, afresh, undone = [] } = await update(workspace, stackName, ["--stack", stackName, "--yes", "--suppress-outputs"], hold);
  if (code !== 0) return code;
  const output: unknown = JSON.parse(await pulumiText(workspace, ["stack", "output", "summary", "--json", "--stack", stackName]));
  const text =
    stackName === fleetStack
      ? printFleet(fleetSummarySchema.parse(output))
      : printSummary(summarySchema.parse(output), join(workspace.outputDirectory, stackName));
  const isColoured = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  const change = printUpdate(stackName, before, await exportState(workspace, stackName), isColoured);
  process.stdout.write(`${text}\n${change}\n`);
  const notes = [
    ...undone.map(({ cluster, object, fields }) => `${cluster}: ${object} is ${fields.length === 0 ? "there" : "as declared"} again`),
    ...printReads(workspace, stackName),
    ...(afresh === undefined ? [] : [`rendered afresh, ${changesOf(afresh.changedFiles)}`]),
  ];
  process.stdout.write(notes.map((note) => `${stackName}: ${note}\n`).join(""));
  return interruptCode() ?? 0;
}

const changesOf = (files: number) => (files === 0 ? "nothing changed" : `${files} ${files === 1 ? "file" : "files"} changed`);
