import { shortened, visible } from "../html/visible.ts";
import type { StackReview } from "../schema.ts";
import { printNumber } from "../../components/lib/number.ts";
import { linesOf } from "./differences.ts";
import { plural } from "./figures.ts";
import { code, fenced, folded, prose } from "./markdown.ts";

type Resource = StackReview["resources"][number];

const shownPaths = 12;
const shownLines = 40;
const longestLine = 400;
const shownNames = 20;

/** True if a resource is shown even where space is short. */
export const isNeverCut = ({ op }: Resource): boolean => op === "delete" || op === "replace";

function titleOf({ op, type, name, isDestructive, isProtected, isKept, order, causes }: Resource): string {
  const why = causes.length === 0 ? "" : ` because of ${causes.slice(0, shownPaths).map(code).join(", ")}`;
  const marks = [
    ...(isDestructive ? ["destructive"] : []),
    ...(isKept ? ["stays in the cluster"] : []),
    ...(isProtected && isNeverCut({ op } as Resource) ? ["protected: the engine refuses"] : []),
    ...(order === undefined ? [] : [order === "delete-first" ? "the old one goes first" : "the new one comes first"]),
  ];
  return `- **${op}** ${code(`${type} ${name}`)}${why}${marks.length > 0 ? ` (${marks.join("; ")})` : ""}`;
}

/** The lines of a resource's differences that a comment shows; what it leaves out is counted, and whole in the page. */
function shownDifferences({ differences }: Resource): string[] {
  const all = differences.flatMap(linesOf).map(({ sign, text }) => `${sign} ${visible(text)}`);
  const shown = all.slice(0, shownLines);
  const cut = shown.filter((line) => line.length > longestLine).length;
  const more = all.length - shown.length;
  return [
    ...shown.map((line) => shortened(line, longestLine)),
    ...(more > 0 || cut > 0
      ? [
          `  cut here: ${[...(more > 0 ? [plural(more, "more line")] : []), ...(cut > 0 ? [plural(cut, "long line")] : [])].join(", ")}; whole in the full page`,
        ]
      : []),
  ];
}

/** A resource with its differences. */
export function resourceBlock(resource: Resource): string {
  const lines = shownDifferences(resource);
  if (lines.length === 0) return titleOf(resource);
  return `${titleOf(resource)}\n\n  ${fenced("diff", lines).replaceAll("\n", "\n  ")}`;
}

export const resourceLine = titleOf;

const kindOf = (type: string) => type.split(":").at(-1) ?? "";

/** Resources that go, by what they were part of: one line for each, with the single ones folded behind it. */
export function removedResources(resources: readonly Resource[], print: (resource: Resource) => string): string[] {
  const groups = Map.groupBy(resources, ({ op, subject }) => (op === "delete" && subject !== "" ? subject : ""));
  return [...groups].flatMap(([subject, group]) =>
    subject === "" || group.length < 4
      ? group.map(print)
      : [folded(`${plural(group.length, "object")} of ${prose(subject)} deleted: ${kindsOf(group)}`, group.map(print).join("\n"))],
  );
}

const kindsOf = (group: readonly Resource[]): string =>
  [...Map.groupBy(group, ({ type }) => kindOf(type))]
    .map(([kind, { length }]) => `${length > 1 ? `${length} ` : ""}${prose(kind)}`)
    .join(", ");

/** Blocks of resources. Those of one kind with the same differences are one block. */
export function groupedBlocks(resources: readonly Resource[]): { readonly block: string; readonly count: number }[] {
  const groups = Map.groupBy(resources, ({ op, type, name, differences }) =>
    differences.length === 0 ? `${op} ${type} ${name}` : JSON.stringify([op, type, differences]),
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [Resource, ...Resource[]];
    if (group.length === 1) return { block: resourceBlock(first), count: 1 };
    const names = group.slice(0, shownNames).map(({ name }) => code(name));
    const more = group.length - names.length;
    const title = `- **${first.op}** ${printNumber(group.length)} × ${code(first.type)}: ${names.join(", ")}${more > 0 ? ` and ${plural(more, "more", "more")}` : ""}, each`;
    return { block: `${title}\n\n  ${fenced("diff", shownDifferences(first)).replaceAll("\n", "\n  ")}`, count: group.length };
  });
}

/** The number of resources by operation and type, with the first names of each. */
export function groupedResources(resources: readonly Resource[]): string[] {
  const groups = Map.groupBy(resources, ({ op, type }) => `${op} ${type}`);
  return [...groups.values()].map((group) => {
    const [{ op, type } = { op: "", type: "" }] = group;
    const names = group.slice(0, shownNames).map(({ name }) => prose(name));
    const more = group.length - names.length;
    return `- **${op}** ${printNumber(group.length)} × ${code(type)}: ${names.join(", ")}${more > 0 ? ` and ${plural(more, "more", "more")}` : ""}`;
  });
}
