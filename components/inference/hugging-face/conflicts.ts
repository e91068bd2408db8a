import type { Fault } from "../../lib/parse/fault.ts";
import { mappingKey, type Mapping } from "./mapping.ts";

/**
 * The faults of all stacks' mappings together: the Hub has a single mapping per model, whichever site serves it.
 *
 * @param byStack Mappings by the stack's name, then by the endpoint's key.
 */
export function conflictFaults(byStack: ReadonlyMap<string, Readonly<Record<string, Mapping>>>): Fault[] {
  const seen = new Map<string, { readonly mapping: Mapping; readonly where: string }>();
  return [...byStack].flatMap(([stack, mappings]) =>
    Object.entries(mappings).flatMap(([endpoint, mapping]): Fault[] => {
      const first = seen.get(mappingKey(mapping));
      if (first === undefined) {
        seen.set(mappingKey(mapping), { mapping, where: `endpoint ${endpoint} of stack ${stack}` });
        return [];
      }
      if (first.mapping.status === mapping.status && first.mapping.providerModel === mapping.providerModel) return [];
      return [
        {
          path: `inference.endpoints.${endpoint}.huggingFace`,
          got: `${mapping.hfModel} as ${mapping.providerModel}, ${mapping.status}, in stack ${stack}`,
          want: `as ${first.mapping.providerModel}, ${first.mapping.status}, as ${first.where} has it: the Hub has one mapping of a model`,
          fix: "make the two the same, or take huggingFace away from one",
        },
      ];
    }),
  );
}
