import { dayAfter, type IsoDate } from "../../components/lib/date.ts";
import type { Dated } from "../../components/lib/dated.ts";
import type { Rule } from "../lib/rule.ts";
import type { Verdict } from "./apply-exemptions.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Result } from "./judge.ts";

/** The stand-in rule on entries of law that have not been read since they changed, or for too long. */
export const lawReadRule = {
  name: "law-read",
  description: "Law that changed by its own terms was read again before a real cluster is changed",
} as const;

type Law = Dated<unknown>;

/** The day on which an entry began or ended by its own terms after it was last read, up to `date`; undefined if it did neither. */
export function changedUnread({ validFrom, validTo, reviewedOn }: Law, date: IsoDate): IsoDate | undefined {
  const days = validTo === undefined ? [validFrom] : [validFrom, dayAfter(validTo)];
  return days.findLast((day) => reviewedOn < day && day <= date);
}

/** True for an entry that holds on a date and was to be read again before it. */
const isOverdue = ({ validFrom, validTo, reviewBy }: Law, date: IsoDate): boolean =>
  validFrom <= date && (validTo === undefined || date <= validTo) && reviewBy < date;

/** What is to be told of one entry, and the rule that it stands behind. */
interface Told {
  readonly rule: string;
  readonly entry: Law;
  /** The day on which it changed by its own terms; undefined where it is merely due to be read again. */
  readonly changed: IsoDate | undefined;
}

/**
 * A finding for each day on which law changed by its own terms and was not read since, behind rules that had something to judge: it blocks a stack with
 * real clusters, and is a note elsewhere. Law that is merely due to be read again is a note everywhere.
 */
export function unreadLawResults(
  rules: readonly Rule[],
  applied: ReadonlySet<string>,
  stackUrn: string,
  isLiveStack: boolean,
  date: IsoDate,
): Verdict[] {
  const told = rules
    .filter(({ name }) => applied.has(name))
    .flatMap(({ name, law = [] }) => law.map((entry): Told => ({ rule: name, entry, changed: changedUnread(entry, date) })))
    .filter(({ entry, changed }) => changed !== undefined || isOverdue(entry, date));
  const groups = Map.groupBy(told, ({ entry, changed }) => changed ?? `read again by ${entry.reviewBy}`);
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => resultOf(group, stackUrn, isLiveStack, date));
}

function resultOf(group: readonly Told[], stackUrn: string, isLiveStack: boolean, date: IsoDate): Verdict {
  const names = [...new Set(group.map(({ rule }) => rule))].sort().join(", ");
  const changed = group[0]?.changed;
  const entries = [...new Set(group.map(({ entry }) => entry))];
  const begun = entries.filter(({ validFrom }) => validFrom === changed);
  // What ended on the day on which another begins is told by that one.
  const told = begun.length > 0 ? begun : entries;
  const readOn = entries.map(({ reviewedOn }) => reviewedOn).sort()[0] ?? "";
  const texts = told.map(({ source, status }) => `${begun.length > 0 ? status : "ended"}: ${source}`);
  const found: Result = {
    rule: lawReadRule.name,
    urn: stackUrn,
    verdict: "violated",
    finding: {
      got:
        changed === undefined
          ? `law behind ${names} that was to be read again by ${group[0]?.entry.reviewBy ?? ""}`
          : `law behind ${names} that changed by its own terms on ${changed}, last read as of ${readOn} (${texts.join("; ")})`,
      want: "law that was read since it changed, and in time",
      fix: "read its sources, and enter the day (reviewedOn, reviewBy) and what is new in policies/law",
    },
  };
  const fingerprint = fingerprintOf(found, date);
  if (changed === undefined) return { ...found, fingerprint, outcome: "advisory", note: "it has not changed by its own terms" };
  if (isLiveStack) return { ...found, fingerprint, outcome: "violation" };
  return { ...found, fingerprint, outcome: "advisory", note: "the stack is rendered, and changes no real cluster" };
}
