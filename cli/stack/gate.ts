import { join } from "node:path";
import { judgementDate } from "../../policies/lib/date.ts";
import { printFinding } from "../../policies/verdicts/apply-exemptions.ts";
import { readExemptions } from "../../policies/verdicts/read-exemptions.ts";
import { rules } from "../../policies/rules.ts";
import { repository } from "../setup/cache.mjs";
import { readWhole } from "../setup/files.mjs";
import { pulumi, pulumiQuietly } from "./cli.ts";
import type { EmbeddedWorkspace } from "./embedded.ts";

/** Arguments of `up` that mean nothing to a preview. */
const updateOnly = ["--yes", "-y", "--skip-preview", "-f", "--continue-on-error"];

/**
 * Previews what `up` with these arguments would do, with every policy: nothing has been changed when one is violated.
 * (The engine judges a stack as a whole only after its resources were made, and a plain update can skip its preview.)
 *
 * @param shown whether the preview is shown as it goes; otherwise it is when something is wrong
 * @returns the CLI's exit code: not 0 when a mandatory rule is violated.
 */
export async function previewWithPolicies(
  workspace: EmbeddedWorkspace,
  stackName: string,
  args: readonly string[],
  shown: boolean,
): Promise<number> {
  const faults = await stateFaults(workspace, stackName);
  if (faults.length > 0) {
    process.stderr.write(faults.map((fault) => `${stackName}: ${fault}\n`).join(""));
    return 1;
  }
  const pack = join(repository, "policies", "all");
  // Who names the pack also configures it, for the update as well.
  const named = args.includes(pack) ? [] : ["--policy-pack", pack];
  const preview = ["preview", ...args.filter((arg) => !updateOnly.includes(arg)), ...named];
  if (shown) return pulumi(workspace, preview);
  const { code, stdout, stderr } = await pulumiQuietly(workspace, preview);
  if (code !== 0) process.stderr.write(`${stdout}${stderr}`);
  return code;
}

/** What is wrong with where Pulumi keeps this stack's secrets. The state itself is in a folder here, and so is the passphrase unless the stack's file names a provider. */
async function stateFaults(workspace: EmbeddedWorkspace, stackName: string): Promise<string[]> {
  const { pulumiStateOf, readSettings } = await import("../policy/subject.ts");
  const settings = readSettings(readWhole(workspace.settingsFile(stackName)) ?? "");
  if (settings.secretsProvider === "passphrase") return [];
  // Only a stack with a provider of its own needs its resources read twice.
  const [{ readDeclared }, { judgeOn, violationsOf }] = await Promise.all([
    import("../policy/declared.ts"),
    import("../../policies/verdicts/evaluation.ts"),
  ]);
  const { resources } = await readDeclared(stackName);
  const state = pulumiStateOf(stackName, resources, { backend: "file:", ...settings });
  return violationsOf(judgeOn(judgementDate(), [state], rules, readExemptions(rules)))
    .filter(({ urn }) => urn === state.urn)
    .map((result) => `${result.rule}: ${printFinding(result)}`);
}
