import { resolve } from "node:path";
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
  const words = withAbsolutePaths(args);
  const [command = "", ...rest] = words;
  if (!(command in guarded) || rest.includes("--help") || rest.includes("-h")) return pulumi(workspace, words);
  const { values } = parseArgs({ args: rest, options: { stack: { type: "string", short: "s" } }, strict: false });
  const stack = typeof values["stack"] === "string" ? values["stack"] : pulumiText(workspace, ["stack", "--show-name"]).trim();
  return guarded[command as keyof typeof guarded](workspace, stack, rest);
}

const fileOptions = ["--policy-pack", "--policy-pack-config"];

/** The CLI runs in a folder of its own: the files that an option names are meant from here. */
function withAbsolutePaths(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    if (fileOptions.includes(args[index - 1] ?? "")) return resolve(arg);
    const option = fileOptions.find((name) => arg.startsWith(`${name}=`));
    return option === undefined ? arg : `${option}=${resolve(arg.slice(option.length + 1))}`;
  });
}
