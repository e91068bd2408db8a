import { StackError } from "../../components/lib/parse/fault.ts";
import { applySteps } from "./apply.ts";
import type { Hub } from "./ask.ts";
import type { DeclaredMappings } from "./declared.ts";
import { stepsTo } from "./difference.ts";
import { listMappings } from "./mappings.ts";
import { printCount, printStep } from "./print.ts";

/** The result of a reconciliation. */
export type ReconcileOutcome = "as-declared" | "differs";

/**
 * Reconciles the Hub's mappings with the declared ones, or only reports the differences. Prints all differences before the first change.
 *
 * @throws StackError if the Hub cannot be reached, refuses a change, or does not keep it.
 */
export async function reconcile(
  hub: Hub,
  { wanted, declared }: DeclaredMappings,
  isToApply: boolean,
  print: (line: string) => void,
): Promise<ReconcileOutcome> {
  const { mappings, byTags } = await listMappings(hub);
  const steps = stepsTo(wanted, declared, mappings);
  print(`Hugging Face, provider ${hub.provider}: ${steps.length === 0 ? "as declared" : printCount(steps.length)}`);
  for (const tags of byTags) print(`  = left alone, a mapping by tags: ${tags}`);
  for (const step of steps) print(`  ${printStep(step)}`);
  if (steps.length === 0) return "as-declared";
  if (!isToApply) {
    print("nothing was changed; run this again with --apply to do it");
    return "differs";
  }
  await applySteps(hub, steps, (step) => print(`done: ${printStep(step)}`));
  const left = stepsTo(wanted, declared, (await listMappings(hub)).mappings);
  if (left.length === 0) return "as-declared";
  throw new StackError(
    `got ${printCount(left.length)} after all was applied (${left.map(printStep).join("; ")}), want none; fix: run this again; if the difference remains, ask Hugging Face`,
  );
}
