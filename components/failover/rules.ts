import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const stacksDiffer = rule(["inference.endpoints.*"], (endpoints) =>
  Object.entries(endpoints).flatMap(([key, { failover = [] }]) =>
    failover.flatMap((stack, index): Fault[] =>
      failover.indexOf(stack) === index
        ? []
        : [
            {
              path: `inference.endpoints.${key}.failover[${index}]`,
              got: `${stack} a second time`,
              want: "each stack once, in the order in which they take over",
              fix: "remove it, or correct the name",
            },
          ],
    ),
  ),
);

/** Rules over failover by one stack's data alone; `failoverFaults` judges it with the other stacks' data. */
export const failoverRules = [stacksDiffer];
