import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { locateEngine } from "../engine/locate.ts";
import { interruptCode } from "../setup/interrupts.mjs";
import { endSealed } from "../review/sealing.ts";
import { requireReadableState, requireWholeState } from "../stack/checkpoint.ts";
import { pulumi, pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { whileUpdating } from "../stack/locks.ts";
import { destroy, refresh, update, wantsLiveTarget } from "../stack/update.ts";
import { isWriter, selects } from "../stack/writers.ts";

/** Commands that touch the folder of rendered manifests, or real clusters, as well as the state. */
const guarded = { up: update, update, destroy, refresh } as const;

/** `npm run pulumi -- ARGS`: the CLI with this project's engine, backend and passphrase. */
export async function run(args: string[]): Promise<number> {
  const workspace = await EmbeddedWorkspace.open(await locateEngine());
  const words = withAbsolutePaths(args);
  const stack = await stackOf(workspace, words);
  const isHelp = words.includes("--help") || words.includes("-h");
  if (isHelp || stack === undefined || !isWriter(words)) {
    if (!isHelp && stack !== undefined) requireReadableState(workspace, stack);
    return passOn(workspace, words);
  }
  const [command = "", ...rest] = words;
  return whileUpdating(workspace, stack, async (hold) => {
    // An update under a seal is resumed only if nothing else has written the state since.
    if (command !== "up" && command !== "update") endSealed(workspace, stack);
    if (!(command in guarded)) return passOn(workspace, words);
    // Only a state that is there can be damaged, and only then does it matter whether the stack's data say what it may hold.
    if (existsSync(workspace.checkpointFile(stack))) requireWholeState(workspace, stack, !(await wantsLiveTarget(workspace, stack)));
    const { code } = await guarded[command as keyof typeof guarded](workspace, stack, rest, hold);
    return code === 0 ? (interruptCode() ?? 0) : code;
  });
}

async function passOn(workspace: EmbeddedWorkspace, words: readonly string[]): Promise<number> {
  const code = await pulumi(workspace, words);
  if (selects(words)) workspace.keepSelection();
  return code;
}

/** The stack that a command means: the one that it names, else the selected one. */
async function stackOf(workspace: EmbeddedWorkspace, words: readonly string[]): Promise<string | undefined> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { stack: { type: "string", short: "s" } },
    strict: false,
    allowPositionals: true,
  });
  if (typeof values.stack === "string") return values.stack;
  // These name it as an argument.
  if (positionals[0] === "stack" && ["init", "rm", "select"].includes(positionals[1] ?? ""))
    return positionals[2] ?? workspace.environment["PULUMI_STACK"];
  if (!isWriter(words)) return workspace.environment["PULUMI_STACK"];
  return workspace.environment["PULUMI_STACK"] ?? ((await pulumiText(workspace, ["stack", "--show-name"])).trim() || undefined);
}

const fileOptions = ["--policy-pack", "--policy-pack-config", "--file"];

/** The CLI runs in a folder of its own: the files that an option names are meant from here. */
function withAbsolutePaths(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    if (fileOptions.includes(args[index - 1] ?? "")) return resolve(arg);
    const option = fileOptions.find((name) => arg.startsWith(`${name}=`));
    return option === undefined ? arg : `${option}=${resolve(arg.slice(option.length + 1))}`;
  });
}
