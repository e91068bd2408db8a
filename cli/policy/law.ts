import { dayAfter, daysBetween, daysLater, isoDate, type IsoDate } from "../../components/lib/date.ts";
import type { Rule, Resource } from "../../policies/lib/rule.ts";
import { printFinding, nameOfUrn, type Verdict } from "../../policies/verdicts/apply-exemptions.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";
import type { Exemption } from "../../policies/verdicts/exemptions.ts";
import { lawReadRule } from "../../policies/verdicts/unread-law.ts";

/** A verdict that is another on a day than on the day before, and why. */
export interface VerdictChange {
  readonly day: IsoDate;
  readonly rule: string;
  readonly urn: string;
  readonly before: string;
  readonly after: string;
  /** What the rule finds from that day on; empty for a pass. */
  readonly finding: string;
  /** What begins or ends on that day: entries of law, facts of the resources, exemptions; empty where a term that a rule computes runs out. */
  readonly because: readonly string[];
}

type Verdicts = ReadonlyMap<string, { readonly outcome: string; readonly verdict: Verdict }>;

/** Outcomes from the gravest on: a rule that finds several things of a resource has the gravest. */
const gravity = ["violation", "advisory", "exempted", "passed-on-assumption", "passed", "not-applicable"];

/** The rules whose verdicts on a stack depend on the day: those that ask for it, and those that an exemption names. */
function datedRules(rules: readonly Rule[], resources: readonly Resource[], exemptions: readonly Exemption[], date: IsoDate): Rule[] {
  const excused = new Set(exemptions.map(({ rule }) => rule));
  return rules.filter((rule) => {
    let asked = rule.law !== undefined || excused.has(rule.name);
    // The judge is one of the two functions, and takes the context last.
    const judge = rule.judge as (...args: unknown[]) => unknown;
    const watched = (...args: unknown[]) => {
      const context = { ...(args.at(-1) as object) };
      Object.defineProperty(context, "date", {
        get: () => {
          asked = true;
          return date;
        },
      });
      return judge(...args.slice(0, -1), context);
    };
    if (!asked) judgeOn(date, resources, [{ ...rule, judge: watched } as Rule], []);
    return asked;
  });
}

function verdictsOn(day: IsoDate, resources: readonly Resource[], rules: readonly Rule[], exemptions: readonly Exemption[]): Verdicts {
  const gravest = new Map<string, { outcome: string; verdict: Verdict }>();
  for (const verdict of judgeOn(day, resources, rules, exemptions).results) {
    const { rule, urn, outcome } = verdict;
    // Law may have to be read again for several changes: each is one of its own.
    const key = JSON.stringify([rule, urn, rule === lawReadRule.name ? verdict.finding?.got : ""]);
    const known = gravest.get(key);
    if (known === undefined || gravity.indexOf(outcome) < gravity.indexOf(known.outcome)) gravest.set(key, { outcome, verdict });
  }
  return gravest;
}

/** Every date that facts state, with its path. */
function datesIn(value: unknown, path: string): (readonly [IsoDate, string])[] {
  if (typeof value === "string") return isoDate.safeParse(value).success ? [[value, path]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => datesIn(item, path === "" ? key : `${path}.${key}`));
}

const ownType = "nscale:";

/** Why verdicts may change on a day, by the day, with the rule or resource that it touches where it touches one alone. */
interface Cause {
  readonly text: string;
  readonly rule?: string;
  readonly urn?: string;
}

function causesByDay(rules: readonly Rule[], resources: readonly Resource[], exemptions: readonly Exemption[]): Map<IsoDate, Cause[]> {
  const causes = new Map<IsoDate, Cause[]>();
  const add = (day: IsoDate, cause: Cause) => causes.set(day, [...(causes.get(day) ?? []), cause]);
  for (const { name: rule, law = [] } of rules) {
    for (const { source, status, validFrom, validTo, reviewedOn, reviewBy } of law) {
      add(validFrom, { rule, text: `law begins (${status}): ${source}` });
      if (validTo !== undefined) add(dayAfter(validTo), { rule, text: `law ended (${status}): ${source}` });
      add(dayAfter(reviewBy), { rule: lawReadRule.name, text: `law was to be read again by ${reviewBy}` });
      for (const day of [validFrom, ...(validTo === undefined ? [] : [dayAfter(validTo)])]) {
        if (reviewedOn < day) add(day, { rule: lawReadRule.name, text: "law changed by its own terms, and was not read since" });
      }
    }
  }
  for (const { urn, name, props } of resources.filter((one) => one.type.startsWith(ownType))) {
    for (const [day, path] of datesIn(props, "")) {
      add(day, { urn, text: `${name}: ${path} ${day}` });
      add(dayAfter(day), { urn, text: `${name}: ${path} ${day}` });
    }
  }
  for (const { rule, resource, granted, expires } of exemptions) {
    add(granted, { rule, urn: resource, text: `exemption of ${nameOfUrn(resource)} from ${rule} begins` });
    add(dayAfter(expires), { rule, urn: resource, text: `exemption of ${nameOfUrn(resource)} from ${rule} has ended` });
  }
  return causes;
}

/** The verdicts of a stack that change from one day to another, both included, with the day and the reason of each. */
export function verdictChanges(
  resources: readonly Resource[],
  rules: readonly Rule[],
  exemptions: readonly Exemption[],
  from: IsoDate,
  to: IsoDate,
): VerdictChange[] {
  const dated = datedRules(rules, resources, exemptions, from);
  const causes = causesByDay(dated, resources, exemptions);
  const known = new Map<IsoDate, Verdicts>();
  const on = (day: IsoDate): Verdicts => {
    const verdicts = known.get(day) ?? verdictsOn(day, resources, dated, exemptions);
    known.set(day, verdicts);
    return verdicts;
  };
  const between = (first: IsoDate, last: IsoDate): VerdictChange[] => {
    const differences = differencesOf(on(first), on(last));
    if (differences.length === 0) return [];
    const days = daysBetween(first, last);
    if (days === 1) return differences.map((one) => ({ ...one, day: last, because: reasonsOf(one, causes.get(last) ?? []) }));
    const middle = daysLater(first, Math.floor(days / 2));
    return [...between(first, middle), ...between(middle, last)];
  };
  // What is known to change on a day is looked at that day; what a rule computes is found by halving what lies between.
  const days = [...causes.keys()].filter((day) => from < day && day <= to).flatMap((day) => [daysLater(day, -1), day]);
  const looked = [...new Set([from, ...days, to])].sort();
  return looked.slice(1).flatMap((day, index) => between(looked[index] ?? day, day));
}

type Difference = Omit<VerdictChange, "day" | "because">;

function differencesOf(before: Verdicts, after: Verdicts): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    const [was, is] = [old?.outcome ?? "no finding", now?.outcome ?? "no finding"];
    const verdict = now?.verdict ?? old?.verdict;
    if (was === is || verdict === undefined) return [];
    const finding = now?.verdict.finding === undefined ? "" : printFinding(now.verdict);
    return [{ rule: verdict.rule, urn: verdict.urn, before: was, after: is, finding }];
  });
}

/** The causes of a day that touch a verdict: those of its rule, and those of its resource where there are any, else those of any resource. */
function reasonsOf({ rule, urn }: Difference, causes: readonly Cause[]): string[] {
  const ofRule = causes.filter((cause) => cause.rule === rule);
  const facts = causes.filter((cause) => cause.rule === undefined);
  const own = facts.filter((cause) => cause.urn === urn);
  const chosen = ofRule.length > 0 ? ofRule : own.length > 0 ? own : facts;
  return [...new Set(chosen.map(({ text }) => text))].sort();
}
