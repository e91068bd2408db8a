/** A property of an object literal, or an object that is spread into it, in the order of the text. */
export interface Part {
  /** Undefined for what is spread, and for a key that is worked out. */
  readonly key: string | undefined;
  readonly isSpread: boolean;
  /** `stacks/narvik.ts:84`. */
  readonly place: string;
}

interface Literal {
  readonly place: string;
  readonly parts: readonly Part[];
}

const literals: Literal[] = [];
const calls: string[] = [];

/** Keeps what the text says of an object literal, and returns the number by which its objects are known. */
export const addLiteral = (literal: Literal): number => literals.push(literal) - 1;

/** The same for the place of a call. */
export const addCall = (place: string): number => calls.push(place) - 1;

const propertyPlaces = new WeakMap<object, ReadonlyMap<string, string>>();
const objectPlaces = new WeakMap<object, string>();
const callPlaces = new WeakMap<object, string>();

/** What has been spread and has no object yet: that of an inner literal is taken before the outer one's next. */
const spreads: unknown[] = [];

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Notes a value that is spread into an object. */
export function spread<Value>(value: Value): Value {
  spreads.push(value);
  return value;
}

/** Notes where an object and its properties are written. */
export function made<Made extends object>(number: number, object: Made): Made {
  const { place, parts = [] } = literals[number] ?? {};
  const spread = spreads.splice(spreads.length - parts.filter(({ isSpread }) => isSpread).length);
  const places = new Map<string, string>();
  for (const part of parts) {
    if (part.key !== undefined) places.set(part.key, part.place);
    if (!part.isSpread) continue;
    const source = spread.shift();
    if (!isObject(source)) continue;
    for (const key of Object.keys(source)) places.set(key, propertyPlaces.get(source)?.get(key) ?? part.place);
  }
  propertyPlaces.set(object, places);
  if (place !== undefined) objectPlaces.set(object, place);
  return object;
}

/** Notes where a value was called for; of nested calls the innermost counts. */
export function called<Value>(number: number, value: Value): Value {
  const place = calls[number];
  if (isObject(value) && place !== undefined && !callPlaces.has(value)) callPlaces.set(value, place);
  return value;
}

/** The keys of a printed path: `site.phases[1].name`. */
const keysOf = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) => quoted ?? index ?? name ?? "");

/** Facts keep the place of the call that made them; everything else has that of its property. */
const isFact = (value: object) => "basis" in value && "value" in value;

/** The file and line in which the value at a path is written, or, where there is none, the object that it belongs in; undefined where nothing is known. */
export function placeIn(data: unknown, path: string): string | undefined {
  let value = data;
  let place = isObject(data) ? objectPlaces.get(data) : undefined;
  for (const key of keysOf(path)) {
    if (!isObject(value)) return place;
    const own = propertyPlaces.get(value)?.get(key);
    value = Reflect.get(value, key);
    if (value === undefined) return place;
    const call = isObject(value) && isFact(value) ? callPlaces.get(value) : undefined;
    place = call ?? own ?? (isObject(value) ? objectPlaces.get(value) : undefined) ?? place;
  }
  return place;
}
