import { z } from "zod";
import { FaultError } from "../../components/lib/parse/fault.ts";
import { parseSpec } from "../../components/lib/parse/parse.ts";
import type { Rule } from "./rule.ts";

/** The parameters of a rule that has none. */
export const noParameters = z.strictObject({});

/**
 * The values of a rule's parameters, with defaults for those that are not set.
 *
 * @throws FaultError naming the parameter, if the rule does not have it.
 */
export function parametersOf(rule: Rule, values: unknown): unknown {
  const place = `configuration of ${rule.name}`;
  if (rule.parameters instanceof z.ZodObject) return parseSpec(place, rule.parameters, [], values);
  const parsed = rule.parameters.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new FaultError(place, [
    { path: "the whole input", got: JSON.stringify(values), want: z.prettifyError(parsed.error), fix: "correct it" },
  ]);
}
