import { parseArgs } from "node:util";
import { locateEngine } from "../engine/locate.ts";
import { pulumi, pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { destroy, refresh, update } from "../stack/update.ts";

/** Commands that touch the folder of rendered manifests as well as the state. */
const guarded = { up: update, update, destroy, refresh } as const;

/** `npm run pulumi -- ARGS`: the CLI with this project's engine, backend and passphrase. */
export async function run(args: string[]): Promise<number> {
  const workspace = new EmbeddedWorkspace(await locateEngine());
  const [command = "", ...rest] = args;
  if (!(command in guarded) || rest.includes("--help") || rest.includes("-h")) return pulumi(workspace, args);
  const { values } = parseArgs({ args: rest, options: { stack: { type: "string", short: "s" } }, strict: false });
  const stack = typeof values["stack"] === "string" ? values["stack"] : pulumiText(workspace, ["stack", "--show-name"]).trim();
  return guarded[command as keyof typeof guarded](workspace, stack, rest);
}
