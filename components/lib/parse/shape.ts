import { z } from "zod";
import { countryMeant, countryName } from "../countries.ts";
import { countryCode, key } from "../names.ts";
import { printPath, type Fault } from "./fault.ts";
import { keyMeant } from "./misspelt.ts";
import { nearest } from "./nearest.ts";
import { descriptionAt, discriminatorAt, keysAt, schemasAt, valueAt } from "./walk.ts";

/** Characters that do not show, or that turn the text around, as JSON may write them: \u202e. */
const escapeHidden = (text: string): string =>
  text.replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

/** A value as text for a person: short, and quoted if it is text. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  // JSON would turn NaN and Infinity into null.
  if (typeof value === "number") return String(value);
  if (typeof value === "bigint") return `${value}n`;
  // JSON has no text for a function or a symbol, whatever its types declare.
  const json = JSON.stringify(value) as string | undefined;
  const text = escapeHidden(json ?? `a ${typeof value}`);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const types: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "text",
};

const formats: Readonly<Record<string, string>> = {
  cidrv4: "an IPv4 range such as 10.0.0.0/16",
  cidrv6: "an IPv6 range such as 2001:db8::/32",
  date: "a date that the calendar has, YYYY-MM-DD",
  datetime: "a time in UTC such as 2026-12-01T06:00:00Z",
  hostname: "a host name",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
};

function patternOf(schema: z.ZodType): string | undefined {
  const [refused] = schema.safeParse("").error?.issues ?? [];
  return refused?.code === "invalid_format" ? refused.pattern : undefined;
}

/** Patterns with a description in words. */
const patterns = new Map([key, countryCode].map((schema) => [patternOf(schema), schema.description] as const));

const countryPattern = patternOf(countryCode);

/** `write "GB" (United Kingdom)`: the code that was meant; undefined for what is no country, and for what is no code at all. */
function countryFix(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  if (issue.code !== "invalid_format" || issue.pattern !== countryPattern || typeof value !== "string") return undefined;
  const meant = countryMeant(value);
  return meant === undefined ? undefined : `write ${show(meant)} (${countryName(meant)})`;
}

/** What the schema itself says of its pattern, where it does; zod's own message only repeats the pattern. */
const wordsOf = ({ message, pattern }: z.core.$ZodIssueInvalidStringFormat): string | undefined =>
  message.includes(pattern ?? "") ? undefined : message;

/** `a number ≥ 1`, `text of 1 character or more`, `a list of 1 or more`. */
function bound(origin: string, sign: string, words: string, limit: number | bigint | undefined): string {
  if (origin === "string") return `text of ${limit} ${limit === 1 ? "character" : "characters"} or ${words}`;
  if (origin === "array") return `a list of ${limit} or ${words}`;
  return `a number ${sign} ${limit}`;
}

/** The schema's expectation at an issue, in words. */
function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return types[issue.expected] ?? `a value of type ${issue.expected}`;
    case "too_small":
      return bound(issue.origin, issue.inclusive === true ? "≥" : ">", "more", issue.minimum);
    case "too_big":
      return bound(issue.origin, issue.inclusive === true ? "≤" : "<", "fewer", issue.maximum);
    case "invalid_format":
      if (issue.format === "regex") return wordsOf(issue) ?? patterns.get(issue.pattern) ?? `text that matches ${issue.pattern ?? ""}`;
      return formats[issue.format] ?? `text in the format ${issue.format}`;
    case "not_multiple_of":
      return `a multiple of ${issue.divisor}`;
    case "invalid_union":
      return [...new Set(issue.errors.flatMap(([first]) => (first === undefined ? [] : [wanted(first)])))].join(" or ");
    default:
      return issue.message;
  }
}

/** The schema's description of a path; for the value of a fact, the description of that fact. */
function meaningAt(schema: z.core.$ZodType, input: unknown, path: readonly PropertyKey[]): string | undefined {
  const parent = path.slice(0, -1);
  const isOfFact = path.at(-1) === "value" && discriminatorAt(schema, parent, input) === "basis";
  return (isOfFact ? descriptionAt(schema, parent, input) : undefined) ?? descriptionAt(schema, path, input);
}

/** The values that a literal or an enum allows. */
function allowedValues(schema: z.core.$ZodType): readonly unknown[] {
  const definition = schema._zod.def as unknown as { values?: readonly unknown[]; entries?: Record<string, unknown> };
  return definition.values ?? Object.values(definition.entries ?? {});
}

/** The format that the schema at the path wants of a text; undefined where several schemas apply. */
function formatAt(schema: z.core.$ZodType, input: unknown, path: readonly PropertyKey[]): string | undefined {
  const [found, ...others] = schemasAt(schema, path, input);
  const { format } = (found?._zod.def ?? {}) as { format?: string };
  return others.length > 0 || format === undefined ? undefined : formats[format];
}

/** The number that a text holds: `30`, of `"30"`. */
const numberIn = (value: unknown): number | undefined =>
  typeof value === "string" && /^[+-]?\d[\d_,]*(\.\d+)?$/.test(value.trim()) ? Number(value.replace(/[_,\s]/g, "")) : undefined;

/** True where nothing but the quotation marks is wrong. */
const isQuoted = (schema: z.core.$ZodType, issue: z.core.$ZodIssue, value: unknown, path: readonly PropertyKey[], input: unknown) =>
  numberIn(value) !== undefined &&
  issue.code === "invalid_type" &&
  schemasAt(schema, path, input).some((found) => z.safeParse(found, numberIn(value)).success);

function instruction(value: unknown, meaning: string | undefined): string {
  if (value === undefined) return meaning === undefined ? "add it" : `add it: ${meaning}`;
  return meaning === undefined ? "correct the value" : `write ${meaning}`;
}

/** The fault of a number in quotation marks. */
const quoted = (path: readonly PropertyKey[], value: unknown, want: string): Fault => ({
  path: printPath(path),
  got: `${show(value)}, which is text`,
  want,
  fix: `write ${numberIn(value) ?? ""}, without quotation marks`,
});

/** The fault of a value outside a fixed list. */
function notListed(path: readonly PropertyKey[], value: unknown, allowed: readonly unknown[], meaning: string | undefined): Fault {
  const suggestion = nearest(value, allowed.map(String));
  const meant = allowed.length === 1 ? allowed[0] : allowed.find((each) => String(each) === suggestion);
  const write = `write ${show(meant)}${allowed.length > 1 ? ", or another of them" : ""}`;
  const writeOne = `write one of them${meaning === undefined ? "" : `: ${meaning}`}`;
  return {
    path: printPath(path),
    got: typeof value === "string" && typeof meant === "number" ? `${show(value)}, which is text` : show(value),
    want: allowed.length === 1 ? show(meant) : `one of ${allowed.join(", ")}`,
    fix: meant !== undefined ? write : value === undefined ? instruction(value, meaning) : writeOne,
  };
}

/** The fault of a value that is no object where a union of objects belongs, such as a bare number in place of a fact. */
function notAnObject(path: readonly PropertyKey[], value: unknown, discriminator: string, allowed: readonly unknown[]): Fault {
  const isFact = discriminator === "basis";
  const meant = nearest(value, allowed.map(String));
  return {
    path: printPath(path),
    got: show(value),
    want: isFact ? "a value with where it comes from" : `an object with ${discriminator}: ${allowed.join(" | ")}`,
    fix: isFact
      ? "write assumed(value, reason), or stated(value, source) if a source says it"
      : `write { ${discriminator}: ${meant === undefined ? "…" : JSON.stringify(meant)} }`,
  };
}

function unknownKeys(schema: z.core.$ZodType, input: unknown, path: readonly PropertyKey[], names: readonly string[]): Fault[] {
  const known = keysAt(schema, path, input);
  return names.map((name) => {
    const suggestion = keyMeant(schema, input, path, name);
    return {
      path: printPath([...path, name]),
      got: "an unknown key",
      want: `one of ${known.join(", ")}`,
      fix: suggestion === undefined ? "remove it" : `rename it to ${suggestion}, or remove it`,
    };
  });
}

function faultsOf(schema: z.core.$ZodType, input: unknown, issue: z.core.$ZodIssue): Fault[] {
  const { path } = issue;
  const value = valueAt(input, path);
  // A discriminator has the description of one option only, which is wrong for the others.
  const isTag = path.length > 0 && path.at(-1) === discriminatorAt(schema, path.slice(0, -1), input);
  const meaning = isTag ? undefined : meaningAt(schema, input, path);
  if (isQuoted(schema, issue, value, path, input)) return [quoted(path, value, wanted(issue))];
  const listed = () => schemasAt(schema, path, input).flatMap(allowedValues);
  if (issue.code === "unrecognized_keys") return unknownKeys(schema, input, path, issue.keys);
  if (issue.code === "invalid_value") return [notListed(path, value, issue.values, meaning)];
  if (issue.code === "invalid_key") {
    const [first] = issue.issues;
    const own = first?.code === "invalid_format" ? wordsOf(first) : undefined;
    return [
      { path: printPath(path), got: `the key ${show(path.at(-1))}`, want: own ?? key.description ?? "another key", fix: "rename it" },
    ];
  }
  const discriminator = discriminatorAt(schema, path, input);
  if (discriminator !== undefined) {
    const allowed = schemasAt(schema, [...path, discriminator]).flatMap(allowedValues);
    return [notAnObject(path, value, discriminator, allowed)];
  }
  if (issue.code === "invalid_union" && listed().length > 0) return [notListed(path, value, listed(), meaning)];
  const keys = keysAt(schema, path, input);
  const want = formatAt(schema, input, path) ?? wanted(issue);
  return [
    {
      path: printPath(path),
      got: show(value),
      want: keys.length > 0 ? `${want} with ${keys.join(", ")}` : want,
      fix: countryFix(issue, value) ?? instruction(value, meaning),
    },
  ];
}

/** What a schema judges: the data as written, with what follows from it, and the same with misspelt keys put right. */
interface Judged {
  readonly data: unknown;
  readonly input: unknown;
  readonly meant: unknown;
}

/**
 * Every fault of shape that the schema finds, each cause once: what is missing under its right name, and there under a wrong one, is the wrong name alone.
 */
export function shapeFaults(schema: z.core.$ZodType, { data, input, meant }: Judged, error: z.core.$ZodError): Fault[] {
  // What follows from other values may have filled in the key that was meant: a person wrote the wrong one all the same.
  const ofKeys = (issue: z.core.$ZodIssue) => faultsOf(schema, data, issue);
  const isOfKeys = ({ code }: z.core.$ZodIssue) => code === "unrecognized_keys";
  if (meant === input) return error.issues.flatMap((issue) => (isOfKeys(issue) ? ofKeys(issue) : faultsOf(schema, input, issue)));
  const others = z.safeParse(schema, meant).error?.issues.filter((issue) => !isOfKeys(issue)) ?? [];
  return [...error.issues.filter(isOfKeys).flatMap(ofKeys), ...others.flatMap((issue) => faultsOf(schema, meant, issue))];
}
