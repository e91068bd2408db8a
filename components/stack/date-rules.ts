import { startOf, type IsoDate } from "../lib/date.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

/** A date that must not be after another, where both are known. */
interface Pair {
  readonly path: string;
  readonly date: IsoDate | undefined;
  readonly notAfter: IsoDate | undefined;
  /** What happens on the later day: `the term begins`. */
  readonly because: string;
}

const inOrder = (pairs: readonly Pair[]): Fault[] =>
  pairs.flatMap(({ path, date, notAfter, because }) =>
    date === undefined || notAfter === undefined || date <= notAfter
      ? []
      : [{ path, got: date, want: `a date not after ${notAfter}, ${because}`, fix: "correct one of the dates" }],
  );

const endsFollowBeginnings = rule(["site.offtake.*", "site.permits.*", "site.flexibility.*"], (offtake, permits, flexibility) =>
  [
    ...Object.entries(flexibility).map(([name, term]) => [`site.flexibility.${name}`, term.validFrom, term.validTo, "begins"] as const),
    ...Object.entries(offtake).map(([name, term]) => [`site.offtake.${name}`, term.validFrom, term.validTo, "begins"] as const),
    ...Object.entries(permits).map(([name, term]) => [`site.permits.${name}`, term.grantedOn, term.validTo, "is granted"] as const),
  ].flatMap(([path, from, to, begins]): Fault[] =>
    to === undefined || from.value <= to.value
      ? []
      : [
          {
            path: `${path}.validTo`,
            got: to.value,
            want: `a date not before ${from.value}, when it ${begins}`,
            fix: "correct one of the dates",
          },
        ],
  ),
);

const plantsRunBeforeTheyDeliver = rule(["site.powerAgreements.*"], (agreements) =>
  inOrder(
    Object.entries(agreements).map(([name, agreement]) => ({
      path: `site.powerAgreements.${name}.plantInOperationFrom`,
      date: agreement.kind === "grid" ? undefined : agreement.plantInOperationFrom?.value,
      notAfter: agreement.validFrom.value,
      because: "when its power begins",
    })),
  ),
);

const goalsRunForward = rule(["site.phases"], (phases) =>
  inOrder(
    phases.map(({ gpuGoal }, index) => ({
      path: `site.phases[${index}].gpuGoal.deliveriesFrom`,
      date: gpuGoal?.deliveriesFrom?.value,
      notAfter: gpuGoal?.by?.value,
      because: "by when all of them are to be there",
    })),
  ),
);

/** What has been done was done by the date of the data. */
const doneBefore = (path: string, date: IsoDate | undefined, asOf: IsoDate): Pair => ({
  path,
  date,
  notAfter: asOf,
  because: "the asOf of the data: what lies ahead is not done yet",
});

const checksAreDone = rule(["asOf", "tenants.*"], (asOf, tenants) =>
  inOrder(
    Object.entries(tenants).flatMap(([name, { identityCheckedOn, listScreening, transfers = [] }]) => [
      doneBefore(`tenants.${name}.identityCheckedOn`, identityCheckedOn.value, asOf),
      doneBefore(`tenants.${name}.listScreening.screenedOn`, listScreening?.screenedOn.value, asOf),
      ...transfers.flatMap(({ assessedOn, validTo }, index) => [
        doneBefore(`tenants.${name}.transfers[${index}].assessedOn`, assessedOn.value, asOf),
        {
          path: `tenants.${name}.transfers[${index}].assessedOn`,
          date: assessedOn.value,
          notAfter: validTo?.value,
          because: "the last day on which it holds",
        },
      ]),
    ]),
  ),
);

const screeningsAreDone = rule(["asOf", "site.listScreenings.*"], (asOf, screenings) =>
  inOrder(
    Object.entries(screenings).map(([name, { screenedOn }]) =>
      doneBefore(`site.listScreenings.${name}.screenedOn`, screenedOn.value, asOf),
    ),
  ),
);

const assessmentIsDone = rule(["asOf", "site.heatAssessment"], (asOf, assessment) =>
  inOrder([doneBefore("site.heatAssessment.doneOn", assessment?.doneOn.value, asOf)]),
);

const energisedPhasesRun = rule(["asOf", "site.phases"], (asOf, phases) =>
  phases.flatMap(({ name, status, energisedOn }, index): Fault[] =>
    status !== "energised" || energisedOn.value <= asOf
      ? []
      : [
          {
            path: `site.phases[${index}].status`,
            got: `energised, for phase ${name} of ${energisedOn.value}`,
            want: `under-construction, planned or ambition: on ${asOf}, the asOf of the data, that day lies ahead`,
            fix: "correct the status, or energisedOn",
          },
        ],
  ),
);

const statusesRunForward = rule(["site.statuses"], (statuses) =>
  inOrder(
    statuses.slice(0, -1).map(({ on }, index) => ({
      path: `site.statuses[${index}].on`,
      date: on.value,
      notAfter: statuses[index + 1]?.on.value,
      because: "the day of the status after it",
    })),
  ),
);

const farYears = 50;
const oldestPlantYears = 200;

/** A plant may be much older than everything else of a site. */
const yearsAround = (path: string) => (path.endsWith(".plantInOperationFrom.value") ? oldestPlantYears : farYears);

/** Every date below a value, with its path. */
function datesIn(value: unknown, path: string): [path: string, date: IsoDate][] {
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}$/.test(value) ? [[path, value]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => datesIn(item, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`));
}

const yearOf = (date: IsoDate) => startOf(date).getUTCFullYear();

const dated = [
  "site.statuses",
  "site.phases",
  "site.powerAgreements.*",
  "site.powerContractedUntil",
  "site.permits.*",
  "site.heatReuse.*",
  "site.flexibility.*",
  "site.offtake.*",
  "tenants.*",
  "deliveries.*",
] as const;

/** A year with two digits swapped is a date like any other, and lets every term seem to hold. */
const datesAreOfThisTime = dated.map((area) =>
  rule(["asOf", area], (asOf, value) =>
    datesIn(value, area.replace(/\.\*$/, ""))
      .filter(([path, date]) => Math.abs(yearOf(date) - yearOf(asOf)) > yearsAround(path))
      .map(([path, date]): Fault => ({
        path: path.replace(/\.value$/, ""),
        got: date,
        want: `a date within ${yearsAround(path)} years of ${asOf}, the asOf of the data`,
        fix: "correct the year",
      })),
  ),
);

/** Rules over the order of dates. */
export const dateRules = [
  endsFollowBeginnings,
  plantsRunBeforeTheyDeliver,
  goalsRunForward,
  checksAreDone,
  screeningsAreDone,
  assessmentIsDone,
  energisedPhasesRun,
  statusesRunForward,
  ...datesAreOfThisTime,
];
