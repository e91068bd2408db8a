import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { StackError } from "../../../components/lib/parse/fault.ts";
import type { CheckoutRequest } from "./program.ts";
import { checkoutJudgement, type CheckoutJudgement } from "./schema.ts";

const endsWithinMilliseconds = 300_000;
const lastWords = 2000;

/**
 * What a checkout's own rules and exemptions say of stacks.
 *
 * @param name the checkout for a reader: `the base`
 * @throws StackError if its rules cannot be loaded or do not come to an end: nothing is taken as judged then.
 */
export async function judgeByCheckout(name: string, checkout: string, request: CheckoutRequest): Promise<CheckoutJudgement> {
  const scratch = mkdtempSync(join(tmpdir(), "nscale-rules-"));
  try {
    const [asked, answered] = ["request.json", "answer.json"].map((file) => join(scratch, file)) as [string, string];
    writeFileSync(asked, JSON.stringify(request));
    const failure = await runProgram(scratch, [checkout, asked, answered]);
    if (failure !== undefined) throw new StackError(`the rules of ${name} could not judge: ${failure}`);
    return checkoutJudgement.parse(JSON.parse(readFileSync(answered, "utf8")));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs the program in an environment without secrets. Returns the error, or undefined. */
function runProgram(scratch: string, args: readonly string[]): Promise<string | undefined> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "program.ts"), ...args], {
    env: { PATH: dirname(process.execPath), HOME: scratch, TMPDIR: scratch },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: endsWithinMilliseconds,
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-lastWords);
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(undefined);
      else if (signal === "SIGKILL") resolve(`got no verdict within ${endsWithinMilliseconds / 1000} s`);
      else resolve(said.split("\n").find((line) => /^(<ref \*\d+> )?\w*Error\b/.test(line)) ?? said.trim());
    });
  });
}
