import { join } from "node:path";
import { summarySchema } from "../../components/summary/schema.ts";
import { locateEngine } from "../engine/locate.ts";
import { pulumi, pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { printSummary } from "../stack/print-summary.ts";
import { update } from "../stack/update.ts";

/** `npm start [-- STACK]`: brings a stack up on the embedded default, glomfjord where none is named. */
export async function run(args: string[]): Promise<number> {
  const [stack = "glomfjord"] = args;
  const workspace = new EmbeddedWorkspace(await locateEngine());
  pulumiText(workspace, ["stack", "select", "--create", stack]);
  workspace.unlock(stack);
  const previewed = await pulumi(workspace, ["preview", "--stack", stack, "--suppress-outputs"]);
  if (previewed !== 0) return previewed;
  const updated = await update(workspace, stack, ["--stack", stack, "--yes", "--skip-preview", "--suppress-outputs"]);
  if (updated !== 0) return updated;
  const summary = summarySchema.parse(JSON.parse(pulumiText(workspace, ["stack", "output", "summary", "--json", "--stack", stack])));
  process.stdout.write(`${printSummary(summary, join(workspace.outputDirectory, stack))}\n`);
  return 0;
}
