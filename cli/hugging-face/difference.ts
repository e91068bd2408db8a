import { mappingKey, type Mapping, type MappingStatus } from "../../components/inference/hugging-face/mapping.ts";
import type { FoundMapping } from "./mappings.ts";

/** One change to make on the Hub. */
export type HubStep =
  | { readonly kind: "create"; readonly mapping: Mapping }
  | { readonly kind: "set-status"; readonly found: FoundMapping; readonly status: MappingStatus }
  /** A new provider model: the Hub cannot change it in place, so the mapping is deleted and created. */
  | { readonly kind: "replace"; readonly found: FoundMapping; readonly mapping: Mapping }
  | { readonly kind: "delete"; readonly found: FoundMapping };

/**
 * The steps from the mappings on the Hub to the declared ones; empty if they agree.
 *
 * @param wanted the mappings of the stacks that are reconciled
 * @param declared the mappings of every stack; those of stacks not reconciled are neither changed nor deleted
 */
export function stepsTo(wanted: readonly Mapping[], declared: readonly Mapping[], found: readonly FoundMapping[]): HubStep[] {
  const declaredKeys = new Set(declared.map(mappingKey));
  const foundByKey = new Map(found.map((each) => [mappingKey(each), each]));
  const steps = wanted.flatMap((mapping): HubStep[] => {
    const there = foundByKey.get(mappingKey(mapping));
    if (there === undefined) return [{ kind: "create", mapping }];
    if (there.providerModel !== mapping.providerModel) return [{ kind: "replace", found: there, mapping }];
    return there.status === mapping.status ? [] : [{ kind: "set-status", found: there, status: mapping.status }];
  });
  const gone = found.filter((each) => !declaredKeys.has(mappingKey(each)) || foundByKey.get(mappingKey(each))?.id !== each.id);
  return [...steps.sort(byModel), ...gone.map((each): HubStep => ({ kind: "delete", found: each })).sort(byModel)];
}

/** The mapping that a step changes. */
export const subjectOf = (step: HubStep): Mapping => (step.kind === "create" ? step.mapping : step.found);

const byModel = (one: HubStep, other: HubStep) => (mappingKey(subjectOf(one)) < mappingKey(subjectOf(other)) ? -1 : 1);
