import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { StackError } from "../../components/lib/parse/fault.ts";
import { keepDriftIssue } from "../../review/post/drift.ts";
import { locateEngine } from "../engine/locate.ts";
import { requireStacks, stackNames } from "../stack/known.ts";
import { forgeOf } from "../review/forge.ts";
import { repository } from "../setup/cache.mjs";
import { requireReadableState } from "../stack/checkpoint.ts";
import { pulumiText, type Workspace } from "../stack/cli.ts";
import { printDrift } from "../stack/drift.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { digestFiles, stackFolder } from "../stack/folder.ts";
import { printReads, recordReads } from "../stack/last-reads.ts";
import { readLive } from "../stack/live.ts";
import { meantIn } from "../stack/meant.ts";
import { differencesOf, readRecord } from "../stack/record.ts";
import { exportState, type StackState } from "../stack/state.ts";

const exitCodes = { none: 0, notRead: 1, drift: 2 } as const;

const usage = "npm run drift -- STACK… [--issue]";

/**
 * `npm run drift -- STACK…`: how clusters and rendered manifests differ from what the last update left. Nothing is changed. The state is that of
 * PULUMI_BACKEND_URL, where that is set, else the embedded default's. `--issue` keeps one open issue a drifted stack at the forge that the environment names.
 *
 * @returns 0 for no drift, 2 where there is some, 1 where it could not be found out.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals: stacks } = parseArgs({
    args,
    allowPositionals: true,
    options: { issue: { type: "boolean", default: false } },
  });
  if (stacks.length === 0) throw new StackError(`got no stack, want some of ${stackNames.join(", ")}; fix: ${usage}`);
  requireStacks(stacks);
  const forge = values.issue ? forgeOf(process.env) : undefined;
  const scratch = mkdtempSync(join(tmpdir(), "nscale-drift-"));
  try {
    let code: number = exitCodes.none;
    for (const stack of stacks) {
      const found = await (process.env["PULUMI_BACKEND_URL"] === undefined
        ? embeddedDrift(stack, scratch)
        : driftOf(await plain(), stack, scratch));
      process.stdout.write(found.lines.map((line) => `${stack}: ${line}\n`).join(""));
      if (forge !== undefined && found.code !== exitCodes.notRead) {
        const issue = await keepDriftIssue(forge, stack, found.code === exitCodes.drift ? found.lines : []);
        process.stdout.write(`${stack}: issue ${issue}\n`);
      }
      if (code !== exitCodes.notRead && found.code !== exitCodes.none) code = found.code;
    }
    return code;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const StackNames = z.array(z.looseObject({ name: z.string() }));

interface Found {
  readonly code: number;
  readonly lines: readonly string[];
  readonly clusters: readonly string[];
}

/** The repository's own project, on the backend of the environment. */
async function plain(): Promise<Workspace> {
  return { directory: repository, environment: (await locateEngine()).environment };
}

async function driftOf(
  workspace: Workspace,
  stackName: string,
  scratch: string,
  rendered: (state: StackState) => readonly string[] = () => [],
): Promise<Found> {
  const existing = StackNames.parse(JSON.parse(await pulumiText(workspace, ["stack", "ls", "--json"])));
  // A backend with organizations writes organization/project/stack.
  if (!existing.some(({ name }) => name.split("/").at(-1) === stackName))
    return { code: exitCodes.none, lines: ["not deployed"], clusters: [] };
  const state = await exportState(workspace, stackName);
  const { clusters, drift, fault } = await readLive(workspace, stackName, state, scratch);
  if (fault !== undefined) return { code: exitCodes.notRead, lines: [`${clusters.join(", ")} could not be read:\n${fault}`], clusters: [] };
  const lines = [...rendered(state), ...drift.map(printDrift)];
  return { code: lines.length === 0 ? exitCodes.none : exitCodes.drift, lines: lines.length === 0 ? ["no drift"] : lines, clusters };
}

/** The drift of a stack of the embedded default, its folder of manifests among it. */
async function embeddedDrift(stackName: string, scratch: string): Promise<Found> {
  const workspace = await EmbeddedWorkspace.open(await locateEngine());
  requireReadableState(workspace, stackName);
  const folder = stackFolder(workspace.outputDirectory, stackName);
  const record = readRecord(folder, stackName);
  const rendered = (state: StackState) =>
    differencesOf(record, digestFiles(folder, Object.keys(record ?? {})), meantIn(state)).map((line) => `out/${stackName}: ${line}`);
  const found = await driftOf(workspace, stackName, scratch, rendered);
  if (found.clusters.length > 0) recordReads(workspace, stackName, found.clusters);
  return { ...found, lines: [...found.lines, ...printReads(workspace, stackName)] };
}
