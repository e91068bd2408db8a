import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const ownersHoldAtMostTheWhole = rule(["tenants.*"], (tenants) =>
  Object.entries(tenants).flatMap(([name, { owners }]): Fault[] => {
    const shares = Object.values(owners).map(({ sharePercent }) => sharePercent.value);
    const total = Number(shares.reduce((sum, share) => sum + share, 0).toFixed(6));
    if (total <= 100) return [];
    return [
      {
        path: `tenants.${name}.owners`,
        got: `shares of ${total} % in all`,
        want: "at most 100 %",
        fix: "correct a share; leave out owners of owners, whose share is in theirs",
      },
    ];
  }),
);

/** Rules over the companies of tenants. */
export const tenantRules = [ownersHoldAtMostTheWhole];
