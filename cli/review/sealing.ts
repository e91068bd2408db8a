import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { pluginVersions, pulumiVersion } from "../engine/versions.ts";
import { repository } from "../setup/cache.mjs";
import { readWhole, writeWhole } from "../setup/files.mjs";
import type { EmbeddedWorkspace } from "../stack/embedded.ts";
import type { StackState } from "../stack/state.ts";
import type { PlannedStack } from "../../review/plan/planned.ts";
import { planPurely } from "../../review/plan/pure.ts";
import { isSeal, sealDifferences, sealOf } from "../../review/plan/seal.ts";
import { hideSecrets } from "../../review/plan/step.ts";

/** Digests of the files by which the rules judge, by their path. */
function ruleFiles(): Readonly<Record<string, string>> {
  const folder = join(repository, "policies");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.(ts|cjs|json|yaml)$/.test(file));
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex"),
    ]),
  );
}

/** The configuration of a stack, from the first of the files that is there. Its encryption is none of it. */
function settingsOf(stackName: string, files: readonly string[]): unknown {
  const file = [...files, join(repository, "stacks", `Pulumi.${stackName}.yaml`)].find((one) => existsSync(one));
  const settings = file === undefined ? null : (parse(readFileSync(file, "utf8")) as { readonly config?: unknown } | null);
  return settings?.config ?? {};
}

/** The recorded resources, as far as an update changes them. */
const recorded = ({ deployment: { resources = [] } }: StackState): readonly unknown[] =>
  resources.map(({ urn, type, id, inputs = {} }) => ({ urn, type, id, inputs: hideSecrets(inputs) }));

/** The seal of an update of a stack to what its data say now. `state` is undefined for a stack that has none. */
export const sealOfPlan = (plan: PlannedStack, state: StackState | undefined, settingsFiles: readonly string[] = []): string =>
  sealOf({
    plan,
    settings: settingsOf(plan.stack, settingsFiles),
    engine: { pulumi: pulumiVersion, plugins: pluginVersions },
    rules: ruleFiles(),
    state: state === undefined ? [] : recorded(state),
  });

/** Options of `up` that leave its outcome as it is; with any other, it would be another update than the reviewed one. */
const harmless = /^(--stack|-s|--yes|-y|--skip-preview|-f|--non-interactive|--color)(=|$)/;

/** Arguments of `up` without the seal, and the seal. */
export interface SealedArguments {
  readonly seal?: string;
  readonly rest: readonly string[];
}

export function sealIn(args: readonly string[]): SealedArguments {
  const index = args.findIndex((arg) => arg === "--sealed" || arg.startsWith("--sealed="));
  const option = args[index];
  if (option === undefined) return { rest: args };
  const isApart = option === "--sealed";
  const seal = isApart ? (args[index + 1] ?? "") : option.slice("--sealed=".length);
  return { seal, rest: args.toSpliced(index, isApart ? 2 : 1) };
}

/** The file that says under which seal a stack's update began and has not ended. */
const journalOf = (workspace: EmbeddedWorkspace, stackName: string) => workspace.stateFile("sealed", stackName);

/** Records that an update begins under a seal: if it is killed, the same seal resumes it. */
export const beginSealed = (workspace: EmbeddedWorkspace, stackName: string, seal: string): void =>
  writeWhole(journalOf(workspace, stackName), seal);

/** The file that says under which seal a stack's state is what it is. */
const appliedOf = (workspace: EmbeddedWorkspace, stackName: string) => workspace.stateFile("applied", stackName);

/** Ends the update under a seal, which is then what was applied; without one, something else writes the stack's state, and no seal stands for it. */
export function endSealed(workspace: EmbeddedWorkspace, stackName: string, applied?: string): void {
  if (applied === undefined) rmSync(appliedOf(workspace, stackName), { force: true });
  else writeWhole(appliedOf(workspace, stackName), applied);
  rmSync(journalOf(workspace, stackName), { force: true });
}

/** True if the last that wrote a stack's state was the update of this seal, and it ended well. */
export const isApplied = (workspace: EmbeddedWorkspace, stackName: string, seal: string): boolean =>
  readWhole(appliedOf(workspace, stackName)) === seal;

/** What keeps `up` from applying exactly what was sealed; undefined if nothing does. */
export async function sealFault(
  workspace: EmbeddedWorkspace,
  { seal = "", rest }: SealedArguments,
  stackName: string,
  state: StackState,
): Promise<string | undefined> {
  if (!isSeal(seal))
    return `--sealed: got ${JSON.stringify(seal)}, want the seal that npm run review prints; fix: npm run review -- ${stackName}`;
  const values = rest.filter((arg, index) => arg.startsWith("-") || !/^(--stack|-s|--color)$/.test(rest[index - 1] ?? ""));
  const other = values.filter((arg) => !harmless.test(arg));
  if (other.length > 0)
    return `--sealed: got ${other.join(" ")} beside it, want the whole reviewed update; fix: leave that out, or leave out --sealed`;
  const plan = await planPurely(repository, stackName);
  if (plan.error !== undefined) return plan.error;
  const now = sealOfPlan(plan, state, [workspace.settingsFile(stackName)]);
  const isResumed = readWhole(journalOf(workspace, stackName)) === seal;
  const differing = sealDifferences(seal, now).filter((part) => !(isResumed && part === "the state"));
  if (differing.length === 0) return undefined;
  return `--sealed: got other ${differing.map((part) => part.replace(/^the /, "")).join(" and ")} than were reviewed; fix: npm run review -- ${stackName}, and have that approved`;
}
