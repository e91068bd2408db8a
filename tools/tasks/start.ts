import { locateEngine } from "../engine/locate.ts";
import { pulumi, pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { update } from "../stack/update.ts";

/** `npm start [-- STACK]`: brings a stack up on the embedded default, glomfjord where none is named. */
export async function run(args: string[]): Promise<number> {
  const [stack = "glomfjord"] = args;
  const workspace = new EmbeddedWorkspace(await locateEngine());
  pulumiText(workspace, ["stack", "select", "--create", stack]);
  const previewed = await pulumi(workspace, ["preview", "--stack", stack]);
  if (previewed !== 0) return previewed;
  return update(workspace, stack, ["--stack", stack, "--yes", "--skip-preview"]);
}
