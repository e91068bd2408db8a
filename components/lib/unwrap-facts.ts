import type { Fact } from "./fact.ts";

/** A spec with each fact replaced by its value, as components show themselves in previews: the number matters there, not its source. */
export type Unwrapped<T> =
  T extends Fact<infer Value>
    ? Value
    : T extends readonly (infer Item)[]
      ? Unwrapped<Item>[]
      : T extends object
        ? { [K in keyof T]: Unwrapped<T[K]> }
        : T;

const isFact = (value: object): value is Fact<unknown> => "basis" in value && "value" in value;

/** Replaces each fact by its value, at any depth. */
export function unwrapFacts<T>(value: T): Unwrapped<T> {
  if (typeof value !== "object" || value === null) return value as Unwrapped<T>;
  if (Array.isArray(value)) return value.map((item: unknown) => unwrapFacts(item)) as Unwrapped<T>;
  if (isFact(value)) return value.value as Unwrapped<T>;
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).map(([key, item]) => [key, unwrapFacts(item)]),
  ) as Unwrapped<T>;
}

/** An assumption and its path. */
export interface Assumption {
  readonly path: string;
  readonly value: unknown;
  readonly reason: string;
}

/** Every assumption in a value, with its path below `path`. */
export function assumptionsIn(value: unknown, path = ""): Assumption[] {
  if (typeof value !== "object" || value === null) return [];
  if (isFact(value)) return value.basis === "assumed" ? [{ path, value: value.value, reason: value.reason }] : [];
  return Object.entries(value).flatMap(([key, item]) => {
    const step = Array.isArray(value) ? `[${key}]` : path === "" ? key : `.${key}`;
    return assumptionsIn(item, `${path}${step}`);
  });
}
