import { join } from "node:path";
import { parse } from "yaml";
import { parseTargets, type Targets } from "../../components/targets/spec.ts";
import { fleetStack, readStack } from "../../stacks/files.ts";
import { readWhole } from "../setup/files.mjs";
import { reach } from "../setup/kill-at.mjs";
import { beginRendering, endRendering, giveUpRendering } from "./afresh.ts";
import { pulumi } from "./cli.ts";
import { canBeUndone, printDrift, type Drift } from "./drift.ts";
import type { EmbeddedWorkspace } from "./embedded.ts";
import { digestFiles, requireWritable, stackFolder } from "./folder.ts";
import { beginSealed, endSealed, sealFault, sealIn } from "../review/sealing.ts";
import { previewWithPolicies } from "./gate.ts";
import type { Hold } from "./locks.ts";
import { printReads, recordReads } from "./last-reads.ts";
import { liveUrns, readLive, takeIn } from "./live.ts";
import { meantIn } from "./meant.ts";
import { publish } from "./publish.ts";
import { differencesOf, readRecord } from "./record.ts";
import { requireSpaceForState } from "./space.ts";
import { exportState, hasLiveTarget, hasRenderedFiles } from "./state.ts";

const shownDifferences = 10;

/** Options of `up` that leave out some of the stack. */
const partOnly = /^(--target|-t|--exclude|-x|--target-replace)(=|$)/;

const needsNoAnswer = ["--yes", "-y", "--skip-preview", "-f"];

/** The result of an update: the CLI's exit code; if every manifest was rendered afresh, the number of files that this changed. */
export interface Updated {
  readonly code: number;
  readonly afresh?: { readonly changedFiles: number };
  /** Drift of real clusters that is undone. */
  readonly undone?: readonly Drift[];
}

/** The stack's targets, as its settings say. The fleet has none. */
export async function targetsOf(workspace: EmbeddedWorkspace, stackName: string): Promise<Targets> {
  if (stackName === fleetStack) return {};
  const { clusters } = await readStack(stackName);
  const settings = parse(readWhole(workspace.settingsFile(stackName)) ?? "") as { config?: Record<string, unknown> } | null;
  const targets = settings?.config?.["nscale:targets"];
  const text = targets === undefined || typeof targets === "string" ? targets : JSON.stringify(targets);
  return parseTargets(`Pulumi.${stackName}.yaml`, text, Object.keys(clusters));
}

/** Tells if the stack's targets name a real cluster. */
export const wantsLiveTarget = async (workspace: EmbeddedWorkspace, stackName: string): Promise<boolean> =>
  Object.values(await targetsOf(workspace, stackName)).some(({ kind }) => kind !== "render");

/**
 * Runs `pulumi up` with these arguments, which mean the stack `stack`, after a preview with every policy, and after comparing the folder of
 * rendered manifests with its record and the state. Where a mandatory rule is violated nothing is changed.
 *
 * The run renders into a folder of its own; what it made comes into the user's when it has ended well and is what the state says.
 */
export async function update(workspace: EmbeddedWorkspace, stackName: string, words: readonly string[], hold: Hold): Promise<Updated> {
  requireSpaceForState(workspace, stackName);
  const folder = stackFolder(workspace.outputDirectory, stackName);
  const record = readRecord(folder, stackName);
  const state = await exportState(workspace, stackName);
  const sealed = sealIn(words);
  const { seal, rest: args } = sealed;
  const isAsSealed = async () => seal === undefined || saySealFault(stackName, await sealFault(workspace, sealed, stackName, state));
  if (!(await isAsSealed())) return { code: 1 };
  const meant = meantIn(state);
  if (args.some((arg) => /^(--refresh|-r)(=|$)/.test(arg)) && hasRenderedFiles(state))
    return { code: refuseRefresh(stackName, "up --refresh") };
  requireWritable(folder, [...Object.keys(record ?? {}), ...Object.keys(meant)]);
  // A person who is going to be asked is shown the preview by `up` itself.
  const isAsked = !args.some((arg) => needsNoAnswer.includes(arg));
  const previewed = await previewWithPolicies(workspace, stackName, args, !isAsked);
  if (previewed !== 0) {
    process.stderr.write(`${stackName}: nothing was changed: the preview with policies/all failed (see above)\n`);
    return { code: previewed };
  }
  // Checkpoints rewrite the whole state at every step. Rendered files can be made again, so they do without; a real cluster never does.
  const isRenderOnly = !hasLiveTarget(state) && !(await wantsLiveTarget(workspace, stackName));
  const environment: Record<string, string> = isRenderOnly ? { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" } : {};
  const skip = isAsked || args.includes("--skip-preview") || args.includes("-f") ? [] : ["--skip-preview"];

  const differences = differencesOf(record, digestFiles(folder, Object.keys(record ?? {})), meant);
  if (differences.length > 0) {
    sayDifferences(stackName, differences);
    if (args.some((arg) => partOnly.test(arg))) {
      process.stderr.write(
        `${stackName}: nothing was changed: a part of the stack cannot be rendered afresh; fix: run up without --target and --exclude first\n`,
      );
      return { code: 1 };
    }
    await beginRendering(workspace, stackName, { folder, state, record, meant });
  }
  const undone = await readClusters(workspace, stackName);
  if (undone === undefined) return { code: 1 };
  // The preview took its time: what was edited meanwhile was not reviewed either.
  if (!(await isAsSealed())) {
    if (differences.length > 0) await giveUpRendering(workspace, stackName);
    return { code: 1 };
  }
  if (seal === undefined) endSealed(workspace, stackName);
  else beginSealed(workspace, stackName, seal);
  const code = await pulumi(workspace, ["up", ...args, ...skip], environment);
  reach("update:done");
  if (code !== 0) {
    if (differences.length > 0) await giveUpRendering(workspace, stackName);
    return { code };
  }
  const changedFiles = await bringOut(workspace, stackName, folder, hold);
  endSealed(workspace, stackName, seal);
  return { code, undone, ...(differences.length > 0 ? { afresh: { changedFiles } } : {}) };
}

/** Says why an update is not the sealed one. Returns whether it is. */
function saySealFault(stackName: string, fault: string | undefined): boolean {
  if (fault !== undefined) process.stderr.write(`${stackName}: nothing was changed: ${fault}\n`);
  return fault === undefined;
}

/**
 * Reads the stack's real clusters, says what differs, and lets the state know of what the update can undo: objects that are gone, and fields that no other
 * manager holds.
 *
 * @returns what the update undoes; nothing where a cluster could not be read.
 */
async function readClusters(workspace: EmbeddedWorkspace, stackName: string): Promise<readonly Drift[] | undefined> {
  const state = await exportState(workspace, stackName);
  const { clusters, drift, fault } = await readLive(workspace, stackName, state, workspace.directory);
  const undone = drift.filter(canBeUndone);
  const isBlocked = drift.some(({ terminating }) => terminating !== undefined);
  const failed = fault ?? (isBlocked ? undefined : await takeIn(workspace, stackName, undone));
  if (failed !== undefined) {
    const lines = [`nothing was changed: ${clusters.join(", ")} could not be read (see above)`, ...printReads(workspace, stackName)];
    process.stderr.write(`${failed}${lines.map((line) => `${stackName}: ${line}\n`).join("")}`);
    return undefined;
  }
  if (clusters.length > 0) recordReads(workspace, stackName, clusters);
  process.stderr.write(drift.map((one) => `${stackName}: ${printDrift(one)}\n`).join(""));
  if (isBlocked) {
    process.stderr.write(
      `${stackName}: nothing was changed: a namespace that is being deleted takes nothing new; fix: see to what it waits for (its finalizers' controllers must run), then run this again\n`,
    );
    return undefined;
  }
  if (undone.length < drift.length) {
    process.stderr.write(`${stackName}: what others hold stays as it is; fix: let them give the fields up, or declare what they set\n`);
  }
  return undone;
}

function sayDifferences(stackName: string, differences: readonly string[]): void {
  const more = differences.length - shownDifferences;
  const lines = [...differences.slice(0, shownDifferences), ...(more > 0 ? [`and ${more} more`] : [])];
  process.stderr.write(
    `out/${stackName} is not what the state says; every manifest is rendered afresh:\n${lines.map((line) => `  ${line}\n`).join("")}`,
  );
}

/** Brings what this run rendered into the stack's folder. Returns how many files that changed. */
async function bringOut(workspace: EmbeddedWorkspace, stackName: string, folder: string, { requireHeld }: Hold): Promise<number> {
  const meant = meantIn(await exportState(workspace, stackName));
  requireHeld();
  const changed = publish({ stack: stackName, folder, staging: join(workspace.stagingDirectory, stackName), meant });
  endRendering(workspace, stackName);
  return changed;
}

/** Runs `pulumi destroy` with these arguments, which mean the stack `stack`. */
export async function destroy(workspace: EmbeddedWorkspace, stackName: string, args: readonly string[], hold: Hold): Promise<Updated> {
  requireSpaceForState(workspace, stackName);
  const folder = stackFolder(workspace.outputDirectory, stackName);
  requireWritable(folder, Object.keys(readRecord(folder, stackName) ?? {}));
  await sayTerminating(workspace, stackName);
  const code = await pulumi(workspace, ["destroy", ...args]);
  if (code === 0) await bringOut(workspace, stackName, folder, hold);
  else await sayTerminating(workspace, stackName);
  return { code };
}

/** Says what namespaces wait for that are being deleted: a destroy waits for them, too. */
async function sayTerminating(workspace: EmbeddedWorkspace, stackName: string): Promise<void> {
  const { drift } = await readLive(workspace, stackName, await exportState(workspace, stackName), workspace.directory);
  const left = drift.filter(({ terminating }) => terminating !== undefined);
  process.stderr.write(left.map((one) => `${stackName}: ${printDrift(one)}\n`).join(""));
}

/**
 * Runs `pulumi refresh`. A folder of rendered manifests has no answer to it: of a stack with real clusters too, those are read; one that is rendered
 * alone is refused.
 */
export async function refresh(workspace: EmbeddedWorkspace, stackName: string, args: readonly string[]): Promise<Updated> {
  const state = await exportState(workspace, stackName);
  if (!hasRenderedFiles(state)) return { code: await pulumi(workspace, ["refresh", ...args]) };
  const live = liveUrns(state);
  if (live.length === 0) return { code: refuseRefresh(stackName, "refresh") };
  const targets = args.some((arg) => /^(--target|-t)(=|$)/.test(arg)) ? [] : live.flatMap((urn) => ["--target", urn]);
  return { code: await pulumi(workspace, ["refresh", ...args, ...targets]) };
}

/** Says why files are not refreshed. Returns the exit code. */
function refuseRefresh(stackName: string, command: string): number {
  process.stderr.write(
    `${stackName}: ${command} is refused: this stack renders manifests, and the provider cannot read them back (it would report every file as unchanged)\n` +
      `fix: run up, which compares out/${stackName} with the state file by file, and reads real clusters\n`,
  );
  return 1;
}
