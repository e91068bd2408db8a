import type { StackReview } from "../schema.ts";
import { plural } from "./figures.ts";
import { code, fenced, prose } from "./markdown.ts";
import { printNumber } from "../../components/lib/number.ts";

type Resource = StackReview["resources"][number];

const shownProperties = 12;
const shownNames = 20;

/** True if a resource is shown even where space is short. */
export const isNeverCut = ({ op }: Resource): boolean => op === "delete" || op === "replace";

function titleOf({ op, type, name, isDestructive, isProtected, order, causes }: Resource): string {
  const why = causes.length === 0 ? "" : ` because of ${causes.slice(0, shownProperties).map(code).join(", ")}`;
  const marks = [
    ...(isDestructive ? ["destructive"] : []),
    ...(isProtected && isNeverCut({ op } as Resource) ? ["protected: the engine refuses"] : []),
    ...(order === undefined ? [] : [order === "delete-first" ? "the old one goes first" : "the new one comes first"]),
  ];
  return `- **${op}** ${code(`${type} ${name}`)}${why}${marks.length > 0 ? ` (${marks.join("; ")})` : ""}`;
}

function propertyLine({ path, before, after }: Resource["differences"][number]): string {
  const text =
    before === undefined ? `+ ${path}: ${after ?? ""}` : after === undefined ? `- ${path}: ${before}` : `! ${path}: ${before} → ${after}`;
  return text.replace(/\s+/g, " ");
}

/** A resource with its differences. */
export function resourceBlock(resource: Resource): string {
  const { differences } = resource;
  if (differences.length === 0) return titleOf(resource);
  const more = differences.length - shownProperties;
  const lines = [
    ...differences.slice(0, shownProperties).map(propertyLine),
    ...(more > 0 ? [`  and ${plural(more, "more property", "more properties")}`] : []),
  ];
  const block = fenced("diff", lines).replaceAll("\n", "\n  ");
  return `${titleOf(resource)}\n\n  ${block}`;
}

export const resourceLine = titleOf;

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
