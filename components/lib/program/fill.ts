import type { Language, Scalar } from "./literals.ts";

/** Text in the program's own language, inserted without quotes. */
export interface Code {
  readonly code: string;
}

/** A row of a table, by column. */
export type Row = Readonly<Record<string, Scalar>>;

/** Values for a program's placeholders, by name. */
export type Values = Readonly<Record<string, Scalar | Code | readonly Scalar[] | readonly Row[]>>;

/** `__name__` or `__table.column__`: a name or a word in each of our languages, so that a program can be checked before it is filled. */
const placeholder = /__([a-z][A-Za-z]*)(?:\.([a-z][A-Za-z]*))?__/g;

/** Text that needs no escape inside the quotes of any of the languages; `%` begins a format in some of these. */
const needsNoQuotes = /^[A-Za-z0-9_./:=,@+-]+$/;

/** The names of a program's placeholders and tables, each once. */
export const placeholdersIn = (text: string): Set<string> => new Set([...text.matchAll(placeholder)].map(([, name = ""]) => name));

/**
 * Writes values into a program. Consecutive lines with placeholders of one table are a block, written once per row. Text is quoted by the language's own rules;
 * a placeholder inside quotes takes only numbers, and text that needs no escape.
 *
 * @throws Error when a value is missing, or does not fit its placeholder.
 */
export function fill(text: string, language: Language, values: Values): string {
  return blocksOf(text.split("\n"))
    .flatMap(({ table, lines }) => {
      if (table === undefined) return lines.map((line) => fillLine(line, language, values, {}));
      return rowsOf(table, values[table]).flatMap((row) => lines.map((line) => fillLine(line, language, values, row)));
    })
    .join("\n");
}

interface Block {
  readonly table: string | undefined;
  readonly lines: string[];
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const table = tableOf(line);
    const last = blocks.at(-1);
    if (last?.table === table && last !== undefined) last.lines.push(line);
    else blocks.push({ table, lines: [line] });
  }
  return blocks;
}

function tableOf(line: string): string | undefined {
  const tables = new Set([...line.matchAll(placeholder)].flatMap(([, table = "", column]) => (column === undefined ? [] : [table])));
  if (tables.size > 1) throw new Error(`got the tables ${[...tables].join(" and ")} in one line, want one: ${line}`);
  return [...tables][0];
}

const isRow = (item: Scalar | Row): item is Row => typeof item === "object";

function rowsOf(table: string, value: Values[string] | undefined): readonly Row[] {
  const items: readonly (Scalar | Row)[] | undefined = typeof value === "object" && !("code" in value) ? value : undefined;
  if (items?.every(isRow)) return items;
  throw new Error(`__${table}__: got ${printed(value)}, want rows`);
}

function fillLine(line: string, language: Language, values: Values, row: Row): string {
  return line.replace(placeholder, (whole: string, name: string, column: string | undefined, at: number) => {
    const value = column === undefined ? values[name] : row[column];
    const isQuoted = isInQuotes(line.slice(0, at));
    const text = isQuoted ? quotedText(value) : textOf(value, language);
    if (text !== undefined) return text;
    const want = isQuoted ? "a number, or text that needs no quotes" : "text, a number or a list of them";
    throw new Error(`${whole}: got ${printed(value)}, want ${want}: ${line}`);
  });
}

/** True if quotes are open at the end of a line's beginning. Inside `$(`, where the shell starts counting again, they are taken to be open. */
const isInQuotes = (before: string): boolean =>
  ['"', "'"].some((quote) => before.split(quote).length % 2 === 0) || before.lastIndexOf("$(") > before.lastIndexOf(")");

function textOf(value: Values[string] | undefined, { literal, separator }: Language): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "object") return literal(value);
  if ("code" in value) return value.code;
  return value.some(isRow) ? undefined : value.map(literal as (item: Scalar | Row) => string).join(separator);
}

function quotedText(value: Values[string] | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && needsNoQuotes.test(value) ? value : undefined;
}

const printed = (value: Values[string] | undefined): string => (value === undefined ? "nothing" : JSON.stringify(value));
