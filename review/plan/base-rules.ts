import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { IsoDate } from "../../components/lib/date.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import type { Exemption } from "../../policies/verdicts/exemptions.ts";
import { runWithoutSecrets } from "./child.ts";
import type { EngineViolation } from "./step.ts";

/** What is judged: the planned resources of each stack after the change. */
export interface Judged {
  readonly date: IsoDate;
  readonly stacks: Readonly<Record<string, readonly Resource[]>>;
}

/** The rules and exemptions of a commit, and what they find. */
export interface BaseRules {
  readonly rules: readonly { readonly name: string; readonly level: string; readonly digest: string }[];
  readonly exemptions: readonly Exemption[];
  /** By stack. */
  readonly violations: Readonly<Record<string, readonly EngineViolation[]>>;
}

const endsWithinMilliseconds = 300_000;

/**
 * Judges resources by the rules of another checkout.
 *
 * @throws Error when its rules cannot be run.
 */
export async function judgeByRulesOf(checkout: string, judged: Judged): Promise<BaseRules> {
  const scratch = mkdtempSync(join(tmpdir(), "nscale-rules-"));
  try {
    const [input, output] = [join(scratch, "judged.json"), join(scratch, "rules.json")];
    writeFileSync(input, JSON.stringify(judged));
    const { code, said } = await runWithoutSecrets(join(import.meta.dirname, "rules-of.ts"), [checkout, input, output], {
      path: dirname(process.execPath),
      scratch,
      within: endsWithinMilliseconds,
    });
    if (code !== 0) throw new Error(`the base's rules could not be run: ${said.trim()}; fix: see what the base's policies need`);
    return JSON.parse(readFileSync(output, "utf8")) as BaseRules;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
