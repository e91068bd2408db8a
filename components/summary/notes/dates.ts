import type { Fault } from "../../lib/parse/fault.ts";
import { rulesOver } from "../../lib/parse/parse.ts";
import type { StackSpec } from "../../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const latePhases = rule(["asOf", "site.phases"], (asOf, phases) =>
  phases.flatMap(({ name, status, energisedOn }, index): Fault[] =>
    status === "energised" || energisedOn.value > asOf
      ? []
      : [
          {
            path: `site.phases[${index}].energisedOn`,
            got: `${energisedOn.value} for phase ${name}, which is ${status}`,
            want: `a date after ${asOf}, the asOf of the data, or a phase that is energised`,
            fix: "correct the date, or the status",
          },
        ],
  ),
);

/** Notes on dates that have passed. */
export const dateNotes = [latePhases];
