import { dayAfter, isoDate, type IsoDate } from "../../components/lib/date.ts";
import type { Exemption } from "./exemptions.ts";
import { nameOfUrn } from "./apply-exemptions.ts";
import type { Resource, Rule } from "../lib/rule.ts";
import { judgeOn, violationsOf } from "./evaluation.ts";

/** Something that ends, the last day it holds, and what blocks from the next day on. */
export interface Expiring {
  readonly lastDay: IsoDate;
  readonly what: string;
  /** `rule resource` of what is no violation on that day and is one on the next. */
  readonly thenBlocks: readonly string[];
}

/** The days from the first to the last, both included. */
export interface Window {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const lastDayFields = ["validTo", "expires", "expiresOn"];

/** Every field of a value that names a last day, by its path. */
function lastDays(value: unknown, path: string): { readonly path: string; readonly day: IsoDate }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const at = path === "" ? key : `${path}.${key}`;
    if (!lastDayFields.includes(key)) return lastDays(item, at);
    const day = isoDate.safeParse(item);
    return day.success ? [{ path: at, day: day.data }] : [];
  });
}

/** Ends within a window, by date: of terms and permits of a stack's subjects, law that the rules apply, exemptions; with the violations that follow. */
export function expiringWithin(
  { from, to }: Window,
  stackName: string,
  subjects: readonly { readonly resources: readonly Resource[] }[],
  rules: readonly Rule[],
  exemptions: readonly Exemption[],
): Expiring[] {
  const ending = [
    ...subjects
      .flatMap(({ resources }) => resources)
      .flatMap(({ urn, props }) => lastDays(props, "").map(({ path, day }) => ({ lastDay: day, what: `${nameOfUrn(urn)}: ${path}` }))),
    ...rules.flatMap(({ name, law = [] }) =>
      law.flatMap(({ validTo, source }) => (validTo === undefined ? [] : [{ lastDay: validTo, what: `law of ${name}: ${source}` }])),
    ),
    ...exemptions
      .filter((one) => one.stack === stackName)
      .map(({ rule, resource, expires }) => ({ lastDay: expires, what: `exemption of ${nameOfUrn(resource)} from ${rule}` })),
  ].filter(({ lastDay }) => from <= lastDay && lastDay <= to);
  const blockingOn = (date: IsoDate) =>
    new Set(
      subjects
        .flatMap(({ resources }) => violationsOf(judgeOn(date, resources, rules, exemptions)))
        .map(({ rule, urn }) => `${rule} ${nameOfUrn(urn)}`),
    );
  const newly = new Map(
    [...new Set(ending.map(({ lastDay }) => lastDay))].map((day) => {
      const before = blockingOn(day);
      return [day, [...blockingOn(dayAfter(day))].filter((one) => !before.has(one)).sort()] as const;
    }),
  );
  // A term in both the data and the state is listed once.
  return [...new Map(ending.map((one) => [`${one.lastDay} ${one.what}`, one])).values()]
    .map((one) => ({ ...one, thenBlocks: newly.get(one.lastDay) ?? [] }))
    .sort((one, other) => (`${one.lastDay} ${one.what}` < `${other.lastDay} ${other.what}` ? -1 : 1));
}
