import { isDeepStrictEqual } from "node:util";

/** A value that a change leaves, adds or moves: `before` is absent where it is added, `after` where it is removed. */
export interface Difference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

const step = (path: string, key: string) => (path === "" ? key : `${path}.${key}`);

/** What tells the items of a list apart: a list of named things is compared thing by thing, and not by position. */
function namesOf(list: readonly unknown[]): readonly string[] | undefined {
  const names = list.map((item) => (typeof item === "object" && item !== null ? (Reflect.get(item, "name") as unknown) : undefined));
  return names.every((name) => typeof name === "string") && new Set(names).size === names.length ? names : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** How two values differ, leaf by leaf. */
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

/** The reasons of assumptions have a section of their own, and a checksum only repeats that its content changed. */
const isAssumption = (path: string) => path === "assumptions" || path.startsWith("assumptions.");
const isChecksum = (path: string) => /(checksum|sha256|digest|hash)$/i.test(path);

/** The differences that tell a reader something. */
export function withoutNoise(all: readonly Difference[]): Difference[] {
  const facts = all.filter(({ path }) => !isAssumption(path));
  const contents = facts.filter(({ path }) => !isChecksum(path));
  return contents.length > 0 ? contents : facts;
}
