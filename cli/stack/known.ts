import { StackError, printNames } from "../../components/lib/parse/fault.ts";
import { nearest } from "../../components/lib/parse/nearest.ts";
import { fleetStack, stackFiles } from "../../stacks/files.ts";

/** Every stack of the project: the sites, and the fleet. */
export const stackNames: readonly string[] = [...Object.keys(stackFiles), fleetStack];

/**
 * Refuses names that no stack has, before anything is made of them.
 *
 * @throws StackError with the names that there are, and the nearest.
 */
export function requireStacks(stacks: readonly string[]): void {
  const [unknown] = stacks.filter((stack) => !stackNames.includes(stack));
  if (unknown === undefined) return;
  const meant = nearest(unknown, stackNames);
  const fix = meant === undefined ? `correct the name, or add stacks/${unknown}.ts to stacks/files.ts` : `did you mean ${meant}?`;
  throw new StackError(`got stack ${unknown}, want one of ${printNames(stackNames)}; fix: ${fix}`);
}
