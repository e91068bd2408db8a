import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { messageOf } from "../../components/lib/error.ts";
import { StackError } from "../../components/lib/parse/fault.ts";
import { lastWord, runWithoutSecrets } from "../plan/child.ts";
import type { CheckoutRequest } from "./program.ts";
import { checkoutJudgement, type CheckoutJudgement } from "./schema.ts";

const endsWithinMilliseconds = 300_000;

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

/** Runs the program. Returns the error, or undefined. */
async function runProgram(scratch: string, args: readonly string[]): Promise<string | undefined> {
  const limits = { path: dirname(process.execPath), scratch, within: endsWithinMilliseconds };
  try {
    const { code, signal, said } = await runWithoutSecrets(join(import.meta.dirname, "program.ts"), args, limits);
    if (code === 0) return undefined;
    return signal === "SIGKILL" ? `got no verdict within ${endsWithinMilliseconds / 1000} s` : lastWord(said);
  } catch (error) {
    return messageOf(error);
  }
}
