import { shortened } from "../html/visible.ts";

const longestValue = 160;

/** A value in one short line, for a list in which it is not the point: whole values are in a resource's differences. */
export function printValue(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const lines = text.split("\n").length;
  return lines > 1 ? `${lines} lines of text` : shortened(text, longestValue);
}
