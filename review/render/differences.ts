import { structuredPatch } from "diff";
import { isDeepStrictEqual } from "node:util";
import type { StackReview } from "../schema.ts";

type Difference = StackReview["resources"][number]["differences"][number];

/** A line of a difference, and whether it is new, gone, changed or only around it. */
export interface DifferenceLine {
  readonly sign: "+" | "-" | "!" | " ";
  readonly text: string;
}

const context = 3;

const inLine = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const isText = (value: unknown): value is string => typeof value === "string" && value.trimEnd().includes("\n");

/** The items that one list has more often than the other. */
function without(items: readonly unknown[], others: readonly unknown[]): unknown[] {
  const left = [...others];
  return items.filter((item) => {
    const index = left.findIndex((other) => isDeepStrictEqual(item, other));
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

/** Two lists as sets: what comes and what goes; where the same items change places, their order. */
function linesOfLists(path: string, before: readonly unknown[], after: readonly unknown[]): DifferenceLine[] {
  const [gone, made] = [without(before, after), without(after, before)];
  if (gone.length === 0 && made.length === 0)
    return [{ sign: "!", text: `${path}: in another order: ${before.map(inLine).join(", ")} → ${after.map(inLine).join(", ")}` }];
  const kept = after.length - made.length;
  return [
    { sign: " ", text: `${path}: ${before.length} → ${after.length} items${kept > 0 ? `, ${kept} as before` : ""}` },
    ...gone.map((item): DifferenceLine => ({ sign: "-", text: inLine(item) })),
    ...made.map((item): DifferenceLine => ({ sign: "+", text: inLine(item) })),
  ];
}

/** Two texts by lines, with three lines around each change. */
function linesOfTexts(path: string, before: string, after: string): DifferenceLine[] {
  const { hunks } = structuredPatch("", "", before, after, "", "", { context });
  return hunks.flatMap(({ oldStart, newStart, lines }) => [
    { sign: " ", text: `${path}: line ${oldStart === newStart ? oldStart : `${oldStart} → ${newStart}`}` },
    ...lines
      .filter((line) => !line.startsWith("\\"))
      .map((line): DifferenceLine => ({ sign: line.startsWith("+") ? "+" : line.startsWith("-") ? "-" : " ", text: line.slice(1) })),
  ]);
}

/** A difference as lines: lists as sets, texts by line, anything else in one line. Nothing is left out. */
export function linesOf({ path, before, after }: Difference): DifferenceLine[] {
  if (Array.isArray(before) && Array.isArray(after)) return linesOfLists(path, before, after);
  const [old, fresh] = [before, after].map((value) => (value === undefined ? "" : value));
  if ((isText(before) || isText(after)) && typeof old === "string" && typeof fresh === "string") return linesOfTexts(path, old, fresh);
  if (before === undefined) return [{ sign: "+", text: `${path}: ${inLine(after)}` }];
  if (after === undefined) return [{ sign: "-", text: `${path}: ${inLine(before)}` }];
  return [{ sign: "!", text: `${path}: ${inLine(before)} → ${inLine(after)}` }];
}
