import { derive } from "../lib/derive/derive.ts";
import type { LoadedData } from "../lib/parse/load.ts";
import { printPath } from "../lib/parse/fault.ts";
import { descriptionAt, formulaAt, valueAt } from "../lib/parse/walk.ts";
import { stackSpec } from "../schema/stack.ts";
import { stackDerivations } from "./derive/index.ts";

type Path = readonly (string | number)[];

/** Where a value comes from. */
export type Origin =
  | { readonly kind: "written"; readonly place: string }
  | { readonly kind: "follows"; readonly formula: string; readonly from: readonly { readonly path: string; readonly place?: string }[] }
  | { readonly kind: "default"; readonly reason: string };

/** A value of a stack, with its basis where it is a fact, and where it comes from. */
export interface Explained {
  readonly path: string;
  readonly value: unknown;
  readonly basis?: string;
  /** The source of a fact, or the reason for an assumption. */
  readonly because?: string;
  readonly origin: Origin;
}

interface Leaf {
  readonly path: Path;
  readonly value: unknown;
  readonly basis?: string;
  readonly because?: string;
}

/** The values below a value, facts whole, lists of plain values whole. */
function leavesOf(value: unknown, path: Path): Leaf[] {
  if (typeof value !== "object" || value === null) return value === undefined ? [] : [{ path, value }];
  if ("basis" in value && "value" in value) {
    const { basis, value: held, source, reason } = value as Record<string, unknown>;
    return [{ path, value: held, basis: String(basis), because: String(source ?? reason) }];
  }
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  const isPlain = Array.isArray(value) && value.every((item) => typeof item !== "object");
  return isPlain || entries.length === 0 ? [{ path, value }] : entries.flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

/** The paths from the whole to a value, the value's own first. */
const outwards = (path: Path): Path[] => path.map((_, index) => path.slice(0, path.length - index));

/** A stack whose data has been checked, value by value under the keys of its file, each with where it comes from. */
export function explainStack({ data, placeOf }: Pick<LoadedData, "data" | "placeOf">): Explained[] {
  const { input, from } = derive(stackDerivations, data);
  const follows = (path: Path): Origin | undefined => {
    const whole = outwards(path).find((part) => from.has(printPath(part)));
    if (whole === undefined) return undefined;
    const read = (from.get(printPath(whole)) ?? []).map((input) => {
      const place = from.has(input) ? undefined : placeOf(input.replace("keys of ", ""));
      return { path: input, ...(place === undefined ? {} : { place }) };
    });
    return { kind: "follows", formula: formulaAt(stackSpec, whole) ?? "", from: read };
  };
  const originOf = (path: Path): Origin => {
    const found = follows(path);
    if (found !== undefined) return found;
    if (valueAt(data, path) !== undefined) return { kind: "written", place: placeOf(printPath(path)) ?? "" };
    return { kind: "default", reason: descriptionAt(stackSpec, path, data) ?? "" };
  };
  return leavesOf(stackSpec.parse(input), []).map(({ path, ...leaf }) => ({ path: printPath(path), ...leaf, origin: originOf(path) }));
}
