import { conflictFaults } from "../../components/inference/hugging-face/conflicts.ts";
import { mappingKey, type Mapping } from "../../components/inference/hugging-face/mapping.ts";
import { planMappings } from "../../components/inference/hugging-face/plan.ts";
import { FaultError, StackError } from "../../components/lib/parse/fault.ts";
import { readStack, stackFiles } from "../../stacks/files.ts";

/** The mappings that stacks declare. */
export interface DeclaredMappings {
  /** The mappings of the requested stacks. */
  readonly wanted: readonly Mapping[];
  /** The mappings of every stack: on the Hub, all sites are one provider. */
  readonly declared: readonly Mapping[];
}

/**
 * The mappings in the stacks' data. Every stack must be read, because mappings that no stack declares are deleted.
 *
 * @param stacks names of stacks, or `all`
 * @throws StackError if a stack is missing or invalid, or two stacks declare different mappings of one model.
 */
export async function readDeclared(stacks: readonly string[]): Promise<DeclaredMappings> {
  const known = Object.keys(stackFiles);
  const unknown = stacks.filter((stack) => stack !== "all" && !known.includes(stack));
  if (unknown.length > 0) {
    throw new StackError(`got stack ${unknown.join(", ")}, want one of ${known.join(", ")}, or all; fix: correct the name`);
  }
  const byStack = new Map<string, Readonly<Record<string, Mapping>>>();
  for (const stack of known) byStack.set(stack, planMappings(await readStack(stack)));
  const conflicts = conflictFaults(byStack);
  if (conflicts.length > 0) throw new FaultError("stacks", conflicts);
  const of = (names: readonly string[]) => distinct(names.flatMap((stack) => Object.values(byStack.get(stack) ?? {})));
  return { wanted: of(stacks.includes("all") ? known : stacks), declared: of(known) };
}

/** The mappings without duplicates: several sites may declare the same one. */
function distinct(mappings: readonly Mapping[]): Mapping[] {
  return [...new Map(mappings.map((mapping) => [mappingKey(mapping), mapping])).values()];
}
