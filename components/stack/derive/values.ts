import { accelerators, type Accelerator, type AcceleratorName } from "../../catalog/accelerators.ts";
import type { Reader } from "../../lib/derive/derive.ts";

/** A fact as another place says it too. What sources dispute is told where it was written. */
export function withoutDispute(fact: unknown): unknown {
  if (typeof fact !== "object" || fact === null) return undefined;
  return Object.fromEntries(Object.entries(fact).filter(([key]) => key !== "disputed"));
}

/** The name of a cluster's accelerator, where the catalogue has it. */
export function acceleratorOf(read: Reader, cluster: string): AcceleratorName | undefined {
  const name = read("clusters", cluster, "accelerator");
  return typeof name === "string" && Object.hasOwn(accelerators, name) ? (name as AcceleratorName) : undefined;
}

/** A cluster's accelerator in the catalogue. */
export function catalogued(read: Reader, cluster: string): Accelerator | undefined {
  const name = acceleratorOf(read, cluster);
  return name === undefined ? undefined : accelerators[name];
}
