import { isDeepStrictEqual } from "node:util";
import type { Exemption } from "../../policies/verdicts/exemptions.ts";
import type { BaseRules } from "../plan/base-rules.ts";
import type { Review } from "../schema.ts";

export type JudgeChanges = Omit<NonNullable<Review["judge"]>, "isAcknowledged">;

type Listed = Pick<BaseRules, "rules" | "exemptions">;

const textOf = ({ rule, stack, resource, owner, ticket, expires }: Exemption) =>
  `${rule} on ${resource} of ${stack}, until ${expires}, ${owner} (${ticket})`;

const isSame = (a: Exemption, b: Exemption) => a.rule === b.rule && a.stack === b.stack && a.resource === b.resource;

function ruleChanges(before: Listed["rules"], after: Listed["rules"]): JudgeChanges["rules"] {
  const [old, fresh] = [before, after].map((rules) => new Map(rules.map((rule) => [rule.name, rule])));
  return [...new Set([...before, ...after].map(({ name }) => name))].flatMap((name): JudgeChanges["rules"] => {
    const [was, is] = [old?.get(name), fresh?.get(name)];
    if (was === undefined) return [{ name, change: "added" }];
    if (is === undefined) return [{ name, change: "removed" }];
    if (was.level !== is.level) return [{ name, change: is.level === "advisory" ? "weakened" : "stricter" }];
    return was.digest === is.digest ? [] : [{ name, change: "changed" as const }];
  });
}

function exemptionChanges(before: readonly Exemption[], after: readonly Exemption[]): JudgeChanges["exemptions"] {
  const fresh = after.flatMap((one): JudgeChanges["exemptions"] => {
    const was = before.find((other) => isSame(one, other));
    if (was === undefined) return [{ what: textOf(one), change: "new" }];
    return isDeepStrictEqual(was, one) ? [] : [{ what: textOf(one), change: "changed" }];
  });
  const gone = before.filter((one) => !after.some((other) => isSame(one, other)));
  return [...fresh, ...gone.map((one) => ({ what: textOf(one), change: "removed" as const }))];
}

/** How a change alters what judges it; undefined if it does not. `files` are those of rules, review and workflows that change. */
export function judgeChanges(before: Listed, after: Listed, files: readonly string[]): JudgeChanges | undefined {
  const changes = {
    rules: ruleChanges(before.rules, after.rules),
    exemptions: exemptionChanges(before.exemptions, after.exemptions),
    files: [...files],
  };
  return Object.values(changes).every((list) => list.length === 0) ? undefined : changes;
}
