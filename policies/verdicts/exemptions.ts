import { closest } from "fastest-levenshtein";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { isoDate, type IsoDate } from "../../components/lib/date.ts";
import { FaultError, type Fault } from "../../components/lib/parse/fault.ts";
import { parseSpec, rulesOver } from "../../components/lib/parse/parse.ts";
import type { Rule } from "../lib/rule.ts";
import { daysBetween } from "../../components/lib/date.ts";

const longestDays = 90;

const text = z.string().min(1);

const exemption = z.strictObject({
  rule: text.describe("the name of a rule"),
  stack: text.describe("the name of a stack"),
  resource: z.string().regex(/[^*]/).describe("a resource's URN or name, with * for any text, and more than that"),
  owner: text.describe("who answers for it"),
  reason: text.describe("the reason for accepting the violation"),
  ticket: text.describe("where it is followed up"),
  granted: isoDate,
  expires: isoDate.describe("its last day, YYYY-MM-DD"),
});

/** A temporary permission for some resources of a stack to violate one rule. */
export type Exemption = z.output<typeof exemption>;

const exemptionsSpec = z.strictObject({ exemptions: z.array(exemption) });

const over = rulesOver<z.output<typeof exemptionsSpec>>();

/** A check that takes each exemption by itself. */
const each = (fault: (one: Exemption) => (Omit<Fault, "path"> & { readonly field: string }) | undefined) =>
  over(["exemptions"], (exemptions) =>
    exemptions.flatMap((one, index) => {
      const found = fault(one);
      if (found === undefined) return [];
      const { field, ...rest } = found;
      return [{ path: `exemptions[${index}].${field}`, ...rest }];
    }),
  );

const checks = (rules: readonly Rule[], stacks: readonly string[] | undefined) => [
  each(({ rule }) => {
    const names = rules.map(({ name }) => name);
    if (names.includes(rule)) return undefined;
    return { field: "rule", got: rule, want: "the name of a rule", fix: `did you mean ${closest(rule, names)}?` };
  }),
  each(({ rule }) => {
    if (rules.find(({ name }) => name === rule)?.unexemptible !== true) return undefined;
    return {
      field: "rule",
      got: rule,
      want: "a rule that may be exempted",
      fix: "remove the exemption and correct the violation: nothing excuses it",
    };
  }),
  each(({ stack }) => {
    if (stacks === undefined || stacks.includes(stack)) return undefined;
    return { field: "stack", got: stack, want: `one of ${stacks.join(", ")}`, fix: "correct the name" };
  }),
  each(({ resource, stack }) => {
    if (!resource.startsWith("urn:") || stackOf(resource) === stack) return undefined;
    return {
      field: "resource",
      got: `a URN of the stack ${stackOf(resource)}`,
      want: `one of ${stack}`,
      fix: "correct the URN or the stack",
    };
  }),
  each(({ granted, expires }) => {
    const days = daysBetween(granted, expires);
    if (days >= 0 && days <= longestDays) return undefined;
    return {
      field: "expires",
      got: `${expires}, ${days} days after ${granted}`,
      want: `a day up to ${longestDays} days after the day it was granted`,
      fix: "set an earlier day; who still needs the exemption then grants it again",
    };
  }),
];

/** The stack that a URN names. */
export const stackOf = (urn: string): string => /^urn:pulumi:(.*?)::/.exec(urn)?.[1] ?? "";

/**
 * The exemptions of a file, checked: each names a rule that exists and may be exempted, and ends soon enough.
 *
 * @param rules every rule of every pack
 * @param stacks every stack, if known: an exemption for any other is a fault
 * @throws FaultError with every fault at once: an unreadable file exempts nothing and lets nothing through.
 */
export function parseExemptions(file: string, source: string, rules: readonly Rule[], stacks?: readonly string[]): readonly Exemption[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { prettyErrors: false, lineCounter: lines });
  if (document.errors.length > 0) {
    throw new FaultError(
      file,
      document.errors.map(({ message, pos }) => ({
        path: `line ${lines.linePos(pos[0]).line}`,
        got: message.replace(/\s+/g, " "),
        want: "YAML",
        fix: "correct the line",
      })),
    );
  }
  return parseSpec(file, exemptionsSpec, checks(rules, stacks), document.toJS()).exemptions;
}

/** True if an exemption names this rule and resource, on any date. */
export function isFor({ rule, stack, resource }: Exemption, judged: { readonly rule: string; readonly urn: string }): boolean {
  if (rule !== judged.rule || stack !== stackOf(judged.urn)) return false;
  const pattern = new RegExp(`^${resource.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
  return pattern.test(judged.urn) || pattern.test(judged.urn.split("::").at(-1) ?? "");
}

export const isCurrent = ({ granted, expires }: Exemption, date: IsoDate): boolean => granted <= date && date <= expires;

export const isExpired = ({ expires }: Exemption, date: IsoDate): boolean => expires < date;

/** `Ada, until 2027-01-31 (GRID-12): a plan with a date exists`. */
export const printExemption = ({ owner, expires, ticket, reason }: Exemption): string =>
  `${owner}, until ${expires} (${ticket}): ${reason}`;
