import { isDeepStrictEqual } from "node:util";
import type { Review } from "../schema.ts";
import type { CheckoutJudgement, LawEntry, RuleEntry } from "./schema.ts";

/** A change of what judges, in words. */
export type JudgementChange = NonNullable<Review["judge"]>["changes"][number];

const severities = ["low", "medium", "high", "critical"];

const json = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));

/** Every change between the rules and exemptions of two checkouts, by rule. */
export function changesBetween(base: CheckoutJudgement, head: CheckoutJudgement): JudgementChange[] {
  const byName = ({ rules }: CheckoutJudgement): ReadonlyMap<string, RuleEntry> => new Map(rules.map((rule) => [rule.name, rule]));
  const [before, after] = [byName(base), byName(head)];
  return [
    ...[...before].flatMap(([name, old]): JudgementChange[] => {
      const now = after.get(name);
      if (now === undefined) return [{ of: "rule", change: "removed", name, text: "the rule is gone" }];
      return [...ruleChanges(old, now), ...parameterChanges(old, now), ...lawChanges(old, now)];
    }),
    ...[...after.keys()]
      .filter((name) => !before.has(name))
      .map((name): JudgementChange => ({ of: "rule", change: "added", name, text: "the rule is new" })),
    ...exemptionChanges(base, head),
  ];
}

function ruleChanges(old: RuleEntry, now: RuleEntry): JudgementChange[] {
  const of = "rule";
  const { name } = old;
  const changed = (text: string, isWeaker: boolean): JudgementChange => ({ of, change: isWeaker ? "weakened" : "changed", name, text });
  const unread = old.reads.filter((read) => !now.reads.includes(read));
  return [
    ...(old.level === now.level ? [] : [changed(`${now.level}, was ${old.level}`, old.level === "mandatory")]),
    ...(old.severity === now.severity
      ? []
      : [changed(`severity ${now.severity}, was ${old.severity}`, severities.indexOf(now.severity) < severities.indexOf(old.severity))]),
    ...(Boolean(old.unexemptible) === Boolean(now.unexemptible)
      ? []
      : [changed(now.unexemptible ? "can no longer be exempted" : "can be exempted now", !now.unexemptible)]),
    ...(unread.length === 0 ? [] : [changed(`no longer reads ${unread.join(", ")}`, true)]),
  ];
}

/** Which value of a parameter is the stricter is for a reader to say. */
function parameterChanges({ name, parameters: old }: RuleEntry, { parameters: now }: RuleEntry): JudgementChange[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((key) => !isDeepStrictEqual(old[key], now[key]))
    .map((key) => ({ of: "parameter", change: "changed", name, text: `${key} is ${json(now[key])}, was ${json(old[key])}` }));
}

const lawKey = ({ source, validFrom }: LawEntry) => `${validFrom} ${source}`;

/** The items of a list that the other lacks. */
const lacking = <Item>(list: readonly Item[], other: readonly Item[]): Item[] =>
  list.filter((one) => !other.some((each) => isDeepStrictEqual(one, each)));

function lawChanges({ name, law: old }: RuleEntry, { law: now }: RuleEntry): JudgementChange[] {
  const told = (change: JudgementChange["change"], text: string): JudgementChange => ({ of: "law", change, name, text });
  const added = lacking(now, old);
  const changes = lacking(old, now).flatMap((entry) => {
    const at = added.findIndex((one) => lawKey(one) === lawKey(entry));
    const [next] = at === -1 ? [] : added.splice(at, 1);
    const { source, validFrom } = entry;
    if (next === undefined) return [told("removed", `no longer applies from ${validFrom}: ${source}`)];
    const ends = next.validTo !== undefined && (entry.validTo === undefined || next.validTo < entry.validTo);
    return [
      ...(next.status === entry.status
        ? []
        : [told(entry.status === "in-force" ? "weakened" : "changed", `${next.status}, was ${entry.status}: ${source}`)]),
      ...(next.validTo === entry.validTo
        ? []
        : [
            told(
              ends ? "weakened" : "changed",
              `until ${next.validTo ?? "no known end"}, was ${entry.validTo ?? "no known end"}: ${source}`,
            ),
          ]),
      ...(isDeepStrictEqual(next.value, entry.value) ? [] : [told("changed", `${json(next.value)}, was ${json(entry.value)}: ${source}`)]),
    ];
  });
  return [...changes, ...added.map(({ source, validFrom, status }) => told("added", `from ${validFrom}, ${status}: ${source}`))];
}

function exemptionChanges({ exemptions: old }: CheckoutJudgement, { exemptions: now }: CheckoutJudgement): JudgementChange[] {
  const told = (change: "added" | "removed", one: Readonly<Record<string, unknown>>): JudgementChange => ({
    of: "exemption",
    change,
    name: String(one["rule"]),
    text: `${String(one["resource"])} until ${String(one["expires"])}, asked for by ${String(one["author"])}, approved by ${String(one["approver"])} (${String(one["ticket"])})`,
  });
  return [...lacking(now, old).map((one) => told("added", one)), ...lacking(old, now).map((one) => told("removed", one))];
}
