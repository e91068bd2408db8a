import { printNumber } from "../../components/lib/number.ts";
export const number = (value: number, digits = 0): string => printNumber(value, { atLeast: digits, atMost: digits });

/** Columns as wide as their widest cell; the first is text, the others are numbers. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0));
  return rows.map((row) => `  ${row.map(pad).join("  ")}`);
}
