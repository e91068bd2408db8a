import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { huggingFaceProvider } from "../../components/inference/hugging-face/mapping.ts";
import { StackError } from "../../components/lib/parse/fault.ts";
import type { Hub } from "../hugging-face/ask.ts";
import { readDeclared } from "../hugging-face/declared.ts";
import { reconcile } from "../hugging-face/reconcile.ts";
import { messageOf, printError } from "../../components/lib/error.ts";

const exitCodes = { done: 0, notDone: 2, differs: 3 } as const;

const usage = "npm run huggingface -- STACK… | all [--apply]";

/**
 * `npm run huggingface`: reconciles our provider's mappings on the Hub with the stacks' data. Prints the differences; changes the Hub only with `--apply`.
 * Environment: `HF_TOKEN`, and optionally `HF_ENDPOINT` for another Hub.
 *
 * @returns 0 if nothing differs or all was applied, 3 if something differs, 2 on an error.
 */
export async function run(args: string[]): Promise<number> {
  try {
    const { stacks, isToApply } = parse(args);
    const hub = hubOf(process.env, isToApply);
    const outcome = await reconcile(hub, await readDeclared(stacks), isToApply, (line) => process.stdout.write(`${line}\n`));
    return outcome === "differs" ? exitCodes.differs : exitCodes.done;
  } catch (error) {
    // Errors that the user can fix are printed without a stack trace.
    process.stderr.write(`${printError(error)}\n`);
    return exitCodes.notDone;
  }
}

/** The Hub that the environment names. */
function hubOf({ HF_ENDPOINT: endpoint = "https://huggingface.co", HF_TOKEN: token }: NodeJS.ProcessEnv, isToApply: boolean): Hub {
  const url = URL.parse(endpoint);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname));
  if (url === null || !isSafe || url.username !== "" || url.password !== "") {
    throw new StackError("HF_ENDPOINT: got an address that is unsafe for a token, want https://HOST; fix: correct it, or leave it out");
  }
  const isSet = token !== undefined && token.trim() !== "";
  if (isToApply && !isSet) {
    throw new StackError(
      "HF_TOKEN: got none, want a token of the provider's organisation with write permission; fix: set it, or leave out --apply",
    );
  }
  return {
    endpoint: url,
    provider: huggingFaceProvider,
    token: isSet ? token.trim() : undefined,
    pause: (seconds) => sleep(seconds * 1000),
  };
}

function parse(args: string[]): { readonly stacks: readonly string[]; readonly isToApply: boolean } {
  const { values, positionals } = readArguments(args);
  if (positionals.length === 0) throw new StackError(`got no stack, want one or more, or all; fix: ${usage}`);
  return { stacks: positionals, isToApply: values.apply };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { apply: { type: "boolean", default: false } } });
  } catch (error) {
    throw new StackError(`${messageOf(error)}; fix: ${usage}`, { cause: error });
  }
}
