import { parseTargets } from "../../components/targets/spec.ts";
import { fleetStack, readStack } from "../../stacks/files.ts";
import { pulumi, pulumiText } from "./cli.ts";
import type { EmbeddedWorkspace } from "./embedded.ts";
import { previewWithPolicies } from "./gate.ts";
import { recordRendered, renderAfresh, renderedDifferences } from "./rendered.ts";
import { exportState, hasLiveTarget, hasRenderedFiles } from "./state.ts";

const shownDifferences = 10;

/** Whether the stack's targets name a real cluster. The fleet has none. */
async function wantsLiveTarget(workspace: EmbeddedWorkspace, stack: string): Promise<boolean> {
  if (stack === fleetStack) return false;
  const { clusters } = await readStack(stack);
  const config = JSON.parse(pulumiText(workspace, ["config", "--stack", stack, "--json"])) as Record<string, { value?: string }>;
  const targets = parseTargets(`Pulumi.${stack}.yaml`, config["nscale:targets"]?.value, Object.keys(clusters));
  return Object.values(targets).some(({ kind }) => kind !== "render");
}

const needsNoAnswer = ["--yes", "-y", "--skip-preview", "-f"];

/**
 * Runs `pulumi up` with these arguments, which mean the stack `stack`, after a preview with every policy, and after comparing the folder of
 * rendered manifests with the state. Where a mandatory rule is violated nothing is changed.
 *
 * @returns the CLI's exit code.
 */
export async function update(workspace: EmbeddedWorkspace, stack: string, args: readonly string[]): Promise<number> {
  workspace.unlock(stack);
  // A person who is going to be asked is shown the preview by `up` itself.
  const isAsked = !args.some((arg) => needsNoAnswer.includes(arg));
  const previewed = await previewWithPolicies(workspace, stack, args, !isAsked);
  if (previewed !== 0) {
    process.stderr.write(`${stack}: nothing was changed: the preview with policies/all failed (see above)\n`);
    return previewed;
  }
  const state = exportState(workspace, stack);
  // Checkpoints rewrite the whole state at every step. Rendered files can be made again, so they do without; a real cluster never does.
  const isRenderOnly = !hasLiveTarget(state) && !(await wantsLiveTarget(workspace, stack));
  const environment: Record<string, string> = isRenderOnly ? { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" } : {};
  const skip = isAsked || args.includes("--skip-preview") || args.includes("-f") ? [] : ["--skip-preview"];
  const run = () => pulumi(workspace, ["up", ...args, ...skip], environment);

  const differences = renderedDifferences(workspace, stack, state);
  if (differences.length > 0) {
    const more = differences.length - shownDifferences;
    const lines = [...differences.slice(0, shownDifferences), ...(more > 0 ? [`and ${more} more`] : [])];
    process.stderr.write(
      `out/${stack} is not what the state says; every manifest is rendered afresh:\n${lines.map((line) => `  ${line}\n`).join("")}`,
    );
  }
  const code = differences.length > 0 ? await renderAfresh(workspace, stack, state, run) : await run();
  if (code === 0) recordRendered(workspace, stack);
  return code;
}

/** Runs `pulumi destroy` with these arguments, which mean the stack `stack`. */
export async function destroy(workspace: EmbeddedWorkspace, stack: string, args: readonly string[]): Promise<number> {
  workspace.unlock(stack);
  const code = await pulumi(workspace, ["destroy", ...args]);
  if (code === 0) recordRendered(workspace, stack);
  return code;
}

/** Runs `pulumi refresh`, which a folder of rendered manifests has no answer to. */
export async function refresh(workspace: EmbeddedWorkspace, stack: string, args: readonly string[]): Promise<number> {
  if (hasRenderedFiles(exportState(workspace, stack))) {
    process.stderr.write(
      `${stack}: refresh is refused: this stack renders manifests, and the provider cannot read them back (it would report every file as unchanged)\n` +
        `fix: run up, which compares out/${stack} with the state file by file\n`,
    );
    return 1;
  }
  return pulumi(workspace, ["refresh", ...args]);
}
