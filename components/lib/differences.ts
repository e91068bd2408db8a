import { isDeepStrictEqual } from "node:util";

/** A changed value: `before` is absent if it is added, `after` if it is removed. */
export interface Difference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

const step = (path: string, key: string) => (path === "" ? key : `${path}.${key}`);

/** Keys that identify the items of a list: lists with one are compared by key, other lists by position. */
function namesOf(list: readonly unknown[]): readonly string[] | undefined {
  const names = list.map((item) => (typeof item === "object" && item !== null ? (Reflect.get(item, "name") as unknown) : undefined));
  return names.every((name) => typeof name === "string") && new Set(names).size === names.length ? names : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The differences between two values, leaf by leaf. */
export function differences(before: unknown, after: unknown, path = ""): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, fresh] = [namesOf(before), namesOf(after)];
    if (old !== undefined && fresh !== undefined) {
      return [...new Set([...old, ...fresh])].flatMap((name) =>
        differences(before[old.indexOf(name)], after[fresh.indexOf(name)], `${path}[${name}]`),
      );
    }
    if (before.length === after.length) return before.flatMap((item, index) => differences(item, after[index], `${path}[${index}]`));
  }
  if (isRecord(before) && isRecord(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(before[key], after[key], step(path, key)),
    );
  }
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}
