import { join } from "node:path";
import { readWhole } from "../setup/files.mjs";
import { pulumiQuietly, type Workspace } from "./cli.ts";
import { driftIn, type Drift } from "./drift.ts";
import { kubernetesProviders, type StackState } from "./state.ts";

/** The findings of a read of a stack's real clusters. */
export interface LiveRead {
  readonly clusters: readonly string[];
  readonly drift: readonly Drift[];
  /** The CLI's words, when a cluster could not be read. */
  readonly fault?: string;
}

/** The cluster that a provider's reference is of: its name, the last part of the URN before the id. */
const clusterOf = (provider: string) => provider.split("::").at(-2) ?? "";

const liveResources = (state: StackState) => {
  const { live } = kubernetesProviders(state);
  return (state.deployment.resources ?? []).filter(({ provider = "" }) => live.has(provider));
};

/** The objects of a state that are in real clusters. */
export const liveUrns = (state: StackState): readonly string[] => liveResources(state).map(({ urn }) => urn);

/** Refreshes these objects alone: the provider has no answer for rendered files. */
async function refresh(workspace: Workspace, stackName: string, urns: readonly string[], more: readonly string[]) {
  const args = ["refresh", "--stack", stackName, "--non-interactive", ...more, ...urns.flatMap((urn) => ["--target", urn])];
  // The state has the credentials of the last update; where they are refused, the program knows newer ones.
  const debug = { PULUMI_DEBUG_COMMANDS: "true" };
  const first = await pulumiQuietly(workspace, args, "", debug);
  return first.code === 0 ? first : pulumiQuietly(workspace, [...args, "--run-program"], "", debug);
}

/**
 * Reads the objects of a stack's real clusters, and only those. Nothing is changed, nor in the state.
 *
 * @param scratch a folder for the CLI's log of events
 */
export async function readLive(workspace: Workspace, stackName: string, state: StackState, scratch: string): Promise<LiveRead> {
  const resources = liveResources(state);
  const clusters = [...new Set(resources.map(({ provider = "" }) => clusterOf(provider)))].sort();
  if (resources.length === 0) return { clusters, drift: [] };
  const log = join(scratch, `${stackName}.events`);
  const { code, stdout, stderr } = await refresh(workspace, stackName, liveUrns(state), ["--preview-only", "--event-log", log]);
  if (code !== 0) return { clusters, drift: [], fault: `${stderr}${stdout}` };
  return { clusters, drift: driftIn(readWhole(log) ?? "") };
}

/**
 * Lets the state know of drift, so that the next update undoes it.
 *
 * @returns what the CLI said, where it failed.
 */
export async function takeIn(workspace: Workspace, stackName: string, drift: readonly Drift[]): Promise<string | undefined> {
  if (drift.length === 0) return undefined;
  const urns = drift.map(({ urn }) => urn);
  const { code, stdout, stderr } = await refresh(workspace, stackName, urns, ["--yes", "--skip-preview", "--skip-pending-creates"]);
  return code === 0 ? undefined : `${stderr}${stdout}`;
}
