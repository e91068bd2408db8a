import type { ServerObject } from "./cluster.ts";

/** An object with one thing changed. */
export interface Variant {
  /** `spec.path: change`; a place in a list is []. */
  readonly change: string;
  readonly object: ServerObject;
}

type Path = readonly (string | number)[];

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Changes to a value: a name and the new value each; undefined takes it away. */
function changesOf(value: unknown): readonly (readonly [string, unknown])[] {
  const always = [
    ["left out", undefined],
    ["null", null],
  ] as const;
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    return [...always, ["text", "text"], ["empty", []], ["a thousand times its first", Array.from({ length: 1000 }, () => first)]];
  }
  if (isMap(value)) return [...always, ["a list", []], ["empty", {}], ["with a field more", { ...value, unknownField: "text" }]];
  if (typeof value === "number") return [...always, ["text", "text"], ["-1", -1], ["a broken number", 0.5], ["huge", 1e12]];
  if (typeof value === "boolean") return [...always, ["text", "text"]];
  return [...always, ["a number", 17], ["empty", ""], ["other text", "?! Text"], ["very long", "x".repeat(70_000)]];
}

function* placesIn(value: unknown, path: Path): Generator<readonly [Path, unknown]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* placesIn(part, [...path, Array.isArray(value) ? Number(key) : key]);
}

function changed(object: ServerObject, path: Path, value: unknown): ServerObject {
  const copy = structuredClone(object);
  const last = path.at(-1) ?? "";
  const holder = path.slice(0, -1).reduce<unknown>((inner, key) => Reflect.get(inner as object, key), copy) as object;
  if (value !== undefined) Reflect.set(holder, last, value);
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return copy;
}

/** Every field of an object's spec, at every depth, left out, of another type, out of its bounds, or with a field more. */
export const variantsOf = (object: ServerObject): Variant[] =>
  [...placesIn(object["spec"], ["spec"])].flatMap(([path, value]) =>
    changesOf(value).map(([change, other]) => ({
      change: `${path.map((key) => (typeof key === "number" ? "[]" : key)).join(".")}: ${change}`,
      object: changed(object, path, other),
    })),
  );
