import type { PlannedResource } from "./planned.ts";
import { differences } from "../../components/lib/differences.ts";
import { replacementCauses, replacementOrder } from "./replacement.ts";
import type { Step } from "./step.ts";

/** The steps that the engine would take from one list of resources to another. */
export function compareResources(before: readonly PlannedResource[], after: readonly PlannedResource[]): Step[] {
  const old = new Map(before.map((resource) => [resource.urn, resource]));
  const fresh = new Map(after.map((resource) => [resource.urn, resource]));
  const urns = [...new Set([...fresh.keys(), ...old.keys()])].sort();
  return urns.map((urn) => compareResource(urn, old.get(urn), fresh.get(urn)));
}

function compareResource(urn: string, before: PlannedResource | undefined, after: PlannedResource | undefined): Step {
  const { type, name } = (after ?? before) as PlannedResource;
  const isProtected = (before ?? after)?.isProtected ?? false;
  const isRetained = (before ?? after)?.isRetained ?? false;
  const base = { urn, type, name, isProtected, isRetained, causes: [] };
  if (before === undefined) return { ...base, op: "create", after: after?.inputs ?? {} };
  if (after === undefined) return { ...base, op: "delete", before: before.inputs };
  const inputs = { before: before.inputs, after: after.inputs };
  const changed = differences(inputs.before, inputs.after);
  if (changed.length === 0) return { ...base, ...inputs, op: "same" };
  const causes = replacementCauses(type, changed);
  if (causes.length === 0) return { ...base, ...inputs, op: "update" };
  return { ...base, ...inputs, op: "replace", causes, order: replacementOrder(inputs.before, inputs.after) };
}
