import { existsSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { planOfEvents } from "./events.ts";
import type { StackPlan } from "./step.ts";
import { messageOf } from "../../components/lib/error.ts";

/** A Pulumi project's folder for this preview alone, and the environment for its engine: PATH, backend, passphrase. */
export interface PreviewedProject {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly policyPack: string;
}

const endsWithinMilliseconds = 900_000;

/** Previews a stack against its state, with every rule. Never throws: a failure becomes the plan's error. */
export async function previewStack(project: PreviewedProject, stack: string, within = endsWithinMilliseconds): Promise<StackPlan> {
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/localWorkspace.js");
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/cmd.js");
  const events: EngineEvent[] = [];
  const { PULUMI_HOME: home } = project.environment;
  let failure: string | undefined;
  try {
    const selected = await LocalWorkspace.selectStack(
      { stackName: stack, workDir: project.directory },
      {
        envVars: { ...project.environment },
        pulumiCommand: await PulumiCommand.get(home === undefined || !existsSync(join(home, "bin", "pulumi")) ? {} : { root: home }),
      },
    );
    await selected.preview({
      onEvent: (event) => events.push(event),
      policyPacks: [project.policyPack],
      signal: AbortSignal.timeout(within),
    });
  } catch (error) {
    // The error message holds the command's whole terminal output; events hold the same in parts.
    failure = messageOf(error);
  }
  const plan = planOfEvents(stack, events);
  const isExplained = plan.violations.some(({ level }) => level === "mandatory");
  if (failure === undefined || isExplained) return plan;
  // Without events, only the command's output tells the reason.
  const error = events.length === 0 ? lastErrors(failure) : (plan.error ?? lastErrors(failure));
  return { ...plan, error };
}

/** The lines of the CLI's output that state the error. */
function lastErrors(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const errors = [...new Set(lines.filter((line) => /^error:/.test(line)))];
  return errors.length > 0
    ? errors.join("\n")
    : lines
        .filter((line) => line !== "")
        .slice(-5)
        .join("\n");
}
