import { firmMegawatts, ladderOn, rungsOf } from "../flexibility/ladder.ts";
import { promisedMegawatts, promisedOn } from "../flexibility/promises.ts";
import type { IsoDate } from "../lib/date.ts";
import type { Phase } from "../schema/site.ts";
import type { StackSpec } from "../schema/stack.ts";
import type { Summary } from "./schema.ts";

/** The date on which a phase is looked at: that of the data in the phase which is in force then, else the phase's own. */
function dateOf({ asOf, site: { phases } }: StackSpec, { energisedOn }: Phase): IsoDate {
  const isOver = phases.some((other) => other.energisedOn.value > energisedOn.value && other.energisedOn.value <= asOf);
  return energisedOn.value <= asOf && !isOver ? asOf : energisedOn.value;
}

/** The load that a site can shed for the grid in a phase, and what it promises; nothing where it promises nothing at all. */
export function summarizeFlexibility(spec: StackSpec, phase: Phase): Pick<Summary["phases"][number], "flexibility"> {
  const { flexibility } = spec.site;
  if (Object.keys(flexibility).length === 0) return {};
  const { steps } = ladderOn(spec, phase.energisedOn.value);
  return {
    flexibility: {
      flexibleMegawatts: firmMegawatts(steps),
      promisedMegawatts: promisedMegawatts(promisedOn(flexibility, dateOf(spec, phase))),
      ladder: rungsOf(steps),
    },
  };
}
