import { printPath, type Fault } from "./fault.ts";

const name = "__proto__";

/** True if a literal's `__proto__` has become the object's prototype, where no schema sees it. */
function hasOwnPrototype(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return !Array.isArray(value) && typeof prototype === "object" && prototype !== null && Object.getPrototypeOf(prototype) !== null;
}

/** Faults of keys that JavaScript takes for an object's prototype: a schema would leave them out in silence. */
export function prototypeFaults(input: unknown, path: readonly PropertyKey[] = []): Fault[] {
  if (typeof input !== "object" || input === null) return [];
  const fault: Fault = {
    path: printPath([...path, name]),
    got: `the key ${name}`,
    want: "another key: JavaScript takes this one for the object's prototype",
    fix: "rename it",
  };
  return [
    ...(hasOwnPrototype(input) || Object.hasOwn(input, name) ? [fault] : []),
    ...Object.entries(input)
      .filter(([key]) => key !== name)
      .flatMap(([key, value]) => prototypeFaults(value, [...path, Array.isArray(input) ? Number(key) : key])),
  ];
}
