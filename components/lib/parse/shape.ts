import { closest } from "fastest-levenshtein";
import type { z } from "zod";
import { printPath, type Fault } from "./fault.ts";
import { keysAt, schemasAt, valueAt } from "./walk.ts";

/** What a person reads of a value: short, quoted, with its type where that is what is wrong. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** What the schema at the issue's path asks for, in words. */
function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `a value of type ${issue.expected}`;
    case "invalid_value":
      return issue.values.length === 1 ? show(issue.values[0]) : `one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `${issue.origin === "number" || issue.origin === "int" ? "a number" : `a ${issue.origin} of length`} ${issue.inclusive === true ? "≥" : ">"} ${String(issue.minimum)}`;
    case "too_big":
      return `${issue.origin === "number" || issue.origin === "int" ? "a number" : `a ${issue.origin} of length`} ${issue.inclusive === true ? "≤" : "<"} ${String(issue.maximum)}`;
    case "invalid_format":
      return issue.format === "regex" ? `text that matches ${issue.pattern ?? ""}` : `text in the format ${issue.format.replace("_", " ")}`;
    case "invalid_key":
      return `a key that ${issue.issues[0]?.message ?? "is well formed"}`;
    default:
      return issue.message;
  }
}

/** The schema's own description of the field, which says what belongs there. */
function description(schema: z.core.$ZodType, path: readonly PropertyKey[]): string | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    for (const found of schemasAt(schema, path.slice(0, depth))) {
      const text = (found as z.ZodType).description;
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

function nearest(text: unknown, allowed: readonly string[]): string | undefined {
  return typeof text === "string" && allowed.length > 0 ? closest(text, allowed) : undefined;
}

function faultsOf(schema: z.core.$ZodType, input: unknown, issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): Fault[] {
  const path = [...prefix, ...issue.path];
  const value = valueAt(input, issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const suggestion = nearest(key, known);
      return {
        path: printPath([...path, key]),
        got: "an unknown key",
        want: `one of ${known.join(", ")}`,
        fix: suggestion === undefined ? "remove it" : `rename it to ${suggestion}, or remove it`,
      };
    });
  }
  if (issue.code === "invalid_union" && "discriminator" in issue && typeof issue.discriminator === "string") {
    const { discriminator } = issue;
    const allowed = schemasAt(schema, [...issue.path, discriminator]).flatMap((found) => {
      const definition = found._zod.def as unknown as { values?: unknown[]; entries?: Record<string, unknown> };
      return (definition.values ?? Object.values(definition.entries ?? {})).map(String);
    });
    // The path of the issue may already end in the discriminator.
    const at = issue.path.at(-1) === discriminator ? path : [...path, discriminator];
    const isObject = typeof valueAt(input, at.slice(prefix.length, -1)) === "object";
    return isObject
      ? [fault(printPath(at), show(valueAt(input, at.slice(prefix.length))), allowed)]
      : [
          {
            path: printPath(at.slice(0, -1)),
            got: show(valueAt(input, at.slice(prefix.length, -1))),
            want: `an object with ${discriminator}: ${allowed.join(" | ")}`,
            fix: factFix(allowed) ?? `write { ${discriminator}: … }`,
          },
        ];
  }
  if (issue.code === "invalid_value") return [fault(printPath(path), show(value), issue.values.map(String))];
  return [
    {
      path: printPath(path),
      got: show(value),
      want: wanted(issue),
      fix: `set it to ${description(schema, issue.path) ?? "what is wanted"}`,
    },
  ];

  function fault(at: string, got: string, allowed: readonly string[]): Fault {
    const suggestion = nearest(value, allowed) ?? allowed[0];
    return { path: at, got, want: `one of ${allowed.join(", ")}`, fix: `write ${JSON.stringify(suggestion)}, or another of them` };
  }
}

/** A bare value stands where a fact belongs. */
const factFix = (allowed: readonly string[]) =>
  allowed.includes("assumed") ? "write assumed(value, reason), or stated(value, source) if a source says it" : undefined;

/** Every fault of shape that the schema finds in the input, with paths below `prefix`. */
export function shapeFaults(schema: z.core.$ZodType, input: unknown, error: z.core.$ZodError, prefix: readonly PropertyKey[]): Fault[] {
  return error.issues.flatMap((issue) => faultsOf(schema, input, issue, prefix));
}
