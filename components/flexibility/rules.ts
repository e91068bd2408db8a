import { dayAfter, type IsoDate } from "../lib/date.ts";
import { printMegawatts, printNumber } from "../lib/number.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { FlexibilitySpec } from "../schema/flexibility.ts";
import type { StackSpec } from "../schema/stack.ts";
import { firmMegawatts, ladderOn, rungsOf, type Ladder, type Rung } from "./ladder.ts";
import { promisedMegawatts, promisedOn, type Promised } from "./promises.ts";

const rule = rulesOver<StackSpec>();

type Promises = StackSpec["site"]["flexibility"];

const printRung = ({ kind, megawatts, seconds }: Rung) => `${kind} ${printMegawatts(megawatts)} MW in ${printNumber(seconds)} s`;

/** What is due by a promise's deadline, in words: its own megawatts, and those of the others that are due no later. */
function printDue(promise: Promised, { noticeSeconds, rampSeconds }: FlexibilitySpec, due: readonly Promised[], date: IsoDate): string {
  const others = due.filter(({ feed }) => feed !== promise.feed).map(({ feed, megawatts }) => `${printMegawatts(megawatts)} MW of ${feed}`);
  const sum = others.length === 0 ? "" : ` (with ${others.join(" and ")}, which may be called at the same time)`;
  return `${printMegawatts(promisedMegawatts(due))} MW${sum} to shed within ${printNumber(promise.withinSeconds)} s, notice ${printNumber(noticeSeconds.value)} s + ramp ${printNumber(rampSeconds.value)} s, on ${date}`;
}

/** What can be shed in time, what is too slow for it, and what is there only while tenants are away. */
function printAble({ steps }: Ladder, withinSeconds: number): string {
  const rungs = rungsOf(steps);
  const list = (title: string, found: readonly Rung[]) => (found.length === 0 ? "" : `${title}${found.map(printRung).join(" + ")}`);
  const firm = rungs.filter(({ isFirm }) => isFirm);
  return [
    list(
      ": ",
      firm.filter(({ seconds }) => seconds <= withinSeconds),
    ),
    list(
      "; too slow: ",
      firm.filter(({ seconds }) => seconds > withinSeconds),
    ),
    list(
      "; not always there: ",
      rungs.filter(({ isFirm }) => !isFirm),
    ),
  ].join("");
}

function faultOn(promises: Promises, ladder: Ladder, date: IsoDate): Fault[] {
  const inForce = promisedOn(promises, date);
  return inForce.flatMap((promise): Fault[] => {
    const declared = promises[promise.feed];
    const due = inForce.filter(({ withinSeconds }) => withinSeconds <= promise.withinSeconds);
    const able = firmMegawatts(ladder.steps, promise.withinSeconds);
    if (declared === undefined || promisedMegawatts(due) <= able) return [];
    const isMoreThanLoad = promise.megawatts > ladder.loadMegawatts;
    return [
      {
        path: `site.flexibility.${promise.feed}.megawatts`,
        got: printDue(promise, declared, due, date),
        want: isMoreThanLoad
          ? `no more than the ${printMegawatts(ladder.loadMegawatts)} MW that the site then draws at full use`
          : `at most the ${printMegawatts(able)} MW that can be shed by then without touching a guarantee${printAble(ladder, promise.withinSeconds)}`,
        fix: isMoreThanLoad
          ? "correct the figure: is it in kW?"
          : "promise less or with a longer notice, or agree on more with tenants, in site.offtake.*.curtailment",
      },
    ];
  });
}

/** On every date from that of the data on, what is promised can be shed in time, of load that is nobody's or that its owner's contract gives up. A promise is told once. */
const promisesAreKept = rule(
  ["asOf", "site.flexibility", "site.phases", "site.offtake", "site.efficiency", "clusters", "inference"],
  (asOf, flexibility, phases, offtake, efficiency, clusters, inference) => {
    const changes = [
      ...phases.map(({ energisedOn }) => energisedOn.value),
      ...Object.values(flexibility).flatMap(({ validFrom, validTo }) => [
        validFrom.value,
        ...(validTo === undefined ? [] : [dayAfter(validTo.value)]),
      ]),
    ];
    const dates = [...new Set([asOf, ...changes])].filter((date) => date >= asOf).sort();
    const faults = dates.flatMap((date) =>
      faultOn(flexibility, ladderOn({ site: { phases, offtake, efficiency }, clusters, inference }, date), date),
    );
    return faults.filter(({ path }, index) => faults.findIndex((other) => other.path === path) === index);
  },
);

const minutesOfYear = 525_600;

const callsFitTheYear = rule(["site.flexibility.*"], (flexibility) =>
  Object.entries(flexibility).flatMap(([feed, { callMinutes, callsPerYear }]): Fault[] => {
    const minutes = callMinutes.value * callsPerYear.value;
    if (minutes <= minutesOfYear) return [];
    return [
      {
        path: `site.flexibility.${feed}.callMinutes`,
        got: `${printNumber(callsPerYear.value)} calls of ${printNumber(callMinutes.value)} minutes = ${printNumber(minutes)} minutes a year`,
        want: `at most the ${printNumber(minutesOfYear)} minutes of a year`,
        fix: "correct one of the two: are the minutes seconds?",
      },
    ];
  }),
);

const stoppedOnce = rule(["site.offtake.*"], (offtake) =>
  Object.entries(offtake).flatMap(([tenant, { curtailment }]): Fault[] => {
    const [low, last] = [curtailment?.lowPriority?.sharePercent.value ?? 0, curtailment?.guarantee?.sharePercent.value ?? 0];
    if (low + last <= 100) return [];
    return [
      {
        path: `site.offtake.${tenant}.curtailment.guarantee.sharePercent`,
        got: `${low} % of low priority + ${last} % = ${printNumber(low + last)} % that may be stopped`,
        want: "at most 100 % of the tenant's guarantee",
        fix: "lower one of the two: GPUs of low priority are not counted again",
      },
    ];
  }),
);

const conditionsAreWithinTheConnection = rule(["site.permits.*"], (permits) =>
  Object.entries(permits).flatMap(([name, permit]): Fault[] => {
    if (permit.kind !== "grid-connection" || permit.conditionalMegawatts === undefined) return [];
    const [conditional, whole] = [permit.conditionalMegawatts.value, permit.megawatts.value];
    if (conditional <= whole) return [];
    return [
      {
        path: `site.permits.${name}.conditionalMegawatts`,
        got: `${printMegawatts(conditional)} MW`,
        want: `at most the ${printMegawatts(whole)} MW that may be drawn`,
        fix: "state the part of the connection that may be cut",
      },
    ];
  }),
);

/** Rules over what a site promises to the grid. */
export const flexibilityRules = [promisesAreKept, callsFitTheYear, stoppedOnce, conditionsAreWithinTheConnection];
