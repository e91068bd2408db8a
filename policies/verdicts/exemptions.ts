import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { daysBetween, isoDate, type IsoDate } from "../../components/lib/date.ts";
import { FaultError, type Fault } from "../../components/lib/parse/fault.ts";
import { nearest } from "../../components/lib/parse/nearest.ts";
import { parseSpec, rulesOver } from "../../components/lib/parse/parse.ts";
import type { Rule } from "../lib/rule.ts";

const longestDays = 90;

/** A person by name and address: a name alone has too many spellings to tell two people apart. */
const person = z.string().regex(/^\p{L}[^<>]*<[^\s<>@]+@[^\s<>@]+>$/u);

const exemption = z.strictObject({
  rule: z.string().min(1).describe("the name of a rule"),
  stack: z.string().min(1).describe("the name of a stack"),
  resource: z
    .string()
    .regex(/^urn:pulumi:[^*]+$/)
    .describe("the whole URN of the resource, with no *"),
  finding: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe("the fingerprint of the finding, as npm run policy shows it"),
  owner: person.describe("the person who answers for it, as Name <address>"),
  author: person.describe("the person who asks for it, as Name <address>"),
  approver: person.describe("the person who approves it, as Name <address>: another than the author"),
  reason: z
    .string()
    .regex(/(\p{L}+\P{L}+){4}\p{L}/u)
    .describe("the grounds for accepting the violation, in a sentence"),
  ticket: z
    .string()
    .regex(/^([A-Z][A-Z0-9]+-\d+|https:\/\/\S+)$/)
    .describe("the ticket that follows it up, as KEY-12 or a link"),
  granted: isoDate,
  expires: isoDate.describe("its last day, YYYY-MM-DD"),
});

/** A temporary permission for one finding of one rule. */
export type Exemption = z.output<typeof exemption>;

const exemptionsSpec = z.strictObject({ exemptions: z.array(exemption) });

const over = rulesOver<z.output<typeof exemptionsSpec>>();

/** A check that takes each exemption by itself, beside all of them. */
const each = (fault: (one: Exemption, all: readonly Exemption[]) => (Omit<Fault, "path"> & { readonly field: string }) | undefined) =>
  over(["exemptions"], (exemptions) =>
    exemptions.flatMap((one, index) => {
      const found = fault(one, exemptions);
      if (found === undefined) return [];
      const { field, ...rest } = found;
      return [{ path: `exemptions[${index}].${field}`, ...rest }];
    }),
  );

const unexemptibleFixes = {
  law: "remove the exemption and correct the violation: the rule states law, and nobody here can excuse from it",
  judging: "remove the exemption and correct the violation: nothing excuses it",
} as const;

/** Name and address, whatever the case of letters and the spaces between words. */
const partsOf = (one: string): readonly string[] =>
  one
    .toLowerCase()
    .split(/[<>]/)
    .map((part) => part.trim().replace(/\s+/g, " "))
    .filter((part) => part !== "");

/** True if two people have the same name, or the same address. */
export const isSamePerson = (one: string, other: string): boolean => partsOf(one).some((part) => partsOf(other).includes(part));

const isForSameFinding = (one: Exemption, other: Exemption): boolean =>
  one.rule === other.rule && one.resource === other.resource && one.finding === other.finding;

/** The days of every window that excuses the same finding, added up: windows end to end are one long exemption. */
export const daysGranted = (one: Exemption, all: readonly Exemption[]): number =>
  all.filter((other) => isForSameFinding(one, other)).reduce((sum, { granted, expires }) => sum + daysBetween(granted, expires), 0);

const checks = (rules: readonly Rule[], stacks: readonly string[] | undefined) => [
  each(({ rule }) => {
    const names = rules.map(({ name }) => name);
    if (names.includes(rule)) return undefined;
    const meant = nearest(rule, names);
    return {
      field: "rule",
      got: rule,
      want: "the name of a rule",
      fix: meant === undefined ? "see policies/README.md for them" : `did you mean ${meant}?`,
    };
  }),
  each(({ rule }) => {
    const reason = rules.find(({ name }) => name === rule)?.unexemptible;
    if (reason === undefined) return undefined;
    return { field: "rule", got: rule, want: "a rule that may be exempted", fix: unexemptibleFixes[reason] };
  }),
  each(({ stack }) => {
    if (stacks === undefined || stacks.includes(stack)) return undefined;
    return { field: "stack", got: stack, want: `one of ${stacks.join(", ")}`, fix: "correct the name" };
  }),
  each(({ resource, stack }) => {
    if (stackOf(resource) === stack) return undefined;
    return {
      field: "resource",
      got: `a URN of the stack ${stackOf(resource)}`,
      want: `one of ${stack}`,
      fix: "correct the URN or the stack",
    };
  }),
  each(({ author, approver }) => {
    if (!isSamePerson(author, approver)) return undefined;
    return {
      field: "approver",
      got: `${approver}, who asks for it`,
      want: "another person than the author",
      fix: "have someone else approve it",
    };
  }),
  each(({ granted, expires }) => {
    const days = daysBetween(granted, expires);
    if (days >= 0 && days <= longestDays) return undefined;
    return {
      field: "expires",
      got: `${expires}, ${days} days after ${granted}`,
      want: `a day up to ${longestDays} days after the day it was granted`,
      fix: "set an earlier day; a violation that lasts is corrected, not exempted",
    };
  }),
  each((one, all) => {
    const days = daysGranted(one, all);
    if (daysBetween(one.granted, one.expires) > longestDays || days <= longestDays) return undefined;
    return {
      field: "expires",
      got: `${one.expires}: with the other exemptions of the same finding, ${days} days`,
      want: `at most ${longestDays} days for one finding`,
      fix: "correct the violation: its time is used up",
    };
  }),
];

/** The stack that a URN names. */
export const stackOf = (urn: string): string => /^urn:pulumi:(.*?)::/.exec(urn)?.[1] ?? "";

/**
 * The exemptions of a file, checked: each is for one finding of a rule that exists and may be exempted, approved by another than its author, and ends soon
 * enough.
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

/** True if an exemption is for this very finding, on any date. */
export const isFor = (
  { rule, resource, finding }: Exemption,
  judged: { readonly rule: string; readonly urn: string; readonly fingerprint: string },
): boolean => rule === judged.rule && resource === judged.urn && finding === judged.fingerprint;

export const isCurrent = ({ granted, expires }: Exemption, date: IsoDate): boolean => granted <= date && date <= expires;

export const isExpired = ({ expires }: Exemption, date: IsoDate): boolean => expires < date;

/** `Ada, until 2027-01-31 (GRID-12), approved by Grace: a plan with a date exists`. */
export const printExemption = ({ owner, expires, ticket, approver, reason }: Exemption): string =>
  `${owner}, until ${expires} (${ticket}), approved by ${approver}: ${reason}`;
