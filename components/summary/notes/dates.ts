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

/** The last status of a site by a date. */
const statusOn = (statuses: StackSpec["site"]["statuses"], date: string) => statuses.filter(({ on }) => on.value <= date).at(-1);

const stoppedSites = rule(["asOf", "site.statuses", "deliveries"], (asOf, statuses, deliveries): Fault[] => {
  const last = statusOn(statuses, asOf);
  if (last?.status !== "paused" && last?.status !== "withdrawn") return [];
  const later = Object.values(deliveries).filter(({ deliveredOn }) => deliveredOn.value > last.on.value);
  if (later.length === 0) return [];
  return [
    {
      path: "deliveries",
      got: `${later.length} ${later.length === 1 ? "delivery" : "deliveries"} after ${last.on.value}, when it was made known that the site is ${last.status}`,
      want: "deliveries before that day, or a status that says that the site goes on",
      fix: "take up what has become of the site, in site.statuses and in the dates",
    },
  ];
});

/** Notes on dates that have passed, or that another date contradicts. */
export const dateNotes = [latePhases, stoppedSites];
