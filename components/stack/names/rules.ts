import type { Fault } from "../../lib/parse/fault.ts";
import { rulesOver } from "../../lib/parse/parse.ts";
import type { StackSpec } from "../../schema/stack.ts";
import type { DerivedName } from "./derived-name.ts";
import { limitOf, reservedBecause } from "./kinds.ts";
import { planClusterNames } from "./table.ts";

const rule = rulesOver<StackSpec>();

const without = (sources: readonly string[], others: readonly string[]) => sources.filter((source) => !others.includes(source));

/** The sources of a name that another one does not have. */
const ownSources = (name: DerivedName, other: DerivedName): readonly string[] => without(name.sources, other.sources);

function clash(first: DerivedName, second: DerivedName): Fault {
  // What the program itself names is nobody's to change.
  const [own, other] = ownSources(second, first).length === 0 ? [first, second] : [second, first];
  const [path = "the whole input", ...beside] = ownSources(own, other);
  const others = ownSources(other, own);
  const made = `the ${own.kind} ${own.name} (${own.scope})${beside.length > 0 ? `, made with ${beside.join(" and ")}` : ""}`;
  return {
    path,
    got: `${made}, ${others.length === 0 ? "which the program itself makes" : `which is also that of ${others.join(" and ")}`}`,
    want: "a name that nothing else gets",
    fix: others.length === 0 ? "rename it" : "rename one of the two",
  };
}

/** One fault for each two owners of a name: whatever else they share has the same cause. */
function clashesIn(names: readonly DerivedName[]): Fault[] {
  const firsts = new Map<string, DerivedName>();
  const told = new Set<string>();
  return names.flatMap((made) => {
    const place = `${made.kind}|${made.scope}|${made.name}`;
    const first = firsts.get(place) ?? made;
    firsts.set(place, first);
    if (ownSources(first, made).length + ownSources(made, first).length === 0) return [];
    const pair = [first.sources[0] ?? "", made.sources[0] ?? ""].sort().join("|");
    if (told.has(pair)) return [];
    told.add(pair);
    return [clash(first, made)];
  });
}

/** A name that its kind does not take: one with a meaning of its own, too long, or with the wrong characters. */
function misfit({ kind, name, sources }: DerivedName): Fault[] {
  const [path] = sources;
  if (path === undefined) return [];
  const meaning = reservedBecause(kind, name);
  if (meaning !== undefined) return [{ path, got: `${name} as a ${kind}`, want: `another name: ${meaning}`, fix: "rename it" }];
  const { length, pattern, is } = limitOf(kind);
  if (name.length > length) {
    const fix = `shorten ${sources.join(" or ")}`;
    return [{ path, got: `the ${kind} ${name}, ${name.length} characters`, want: `at most ${length}: it is ${is}`, fix }];
  }
  return pattern.test(name) ? [] : [{ path, got: `the ${kind} ${name}`, want: is, fix: `rename ${sources.join(" or ")}` }];
}

/** The same, once for each key. */
function misfitsIn(names: readonly DerivedName[]): Fault[] {
  const told = new Set<string>();
  return names.flatMap((name) => {
    const faults = misfit(name).filter(({ path }) => !told.has(path));
    for (const { path } of faults) told.add(path);
    return faults;
  });
}

/** Every fault of names that are made from keys. */
export const nameFaults = (names: readonly DerivedName[]): Fault[] => {
  const misfits = misfitsIn(names);
  const misnamed = new Set(misfits.map(({ path }) => path));
  return [...misfits, ...clashesIn(names).filter(({ path }) => !misnamed.has(path))];
};

/** Rules over the names that are made from keys: each is one that its reader takes, and belongs to one owner. */
export function nameRules(stack: string) {
  const ofLayers = rule(["site.storage", "clusters.*", "multiKueue"], (storage, clusters, multiKueue) =>
    nameFaults(planClusterNames(stack, { storage, clusters, multiKueue, inference: undefined })),
  );
  const ofEndpoints = rule(
    ["site.storage", "clusters.*", "multiKueue", "inference"],
    (storage, clusters, multiKueue, inference): Fault[] => {
      if (inference === undefined) return [];
      const parts = { storage, clusters, multiKueue };
      const told = new Set(nameFaults(planClusterNames(stack, { ...parts, inference: undefined })).map(({ path }) => path));
      return nameFaults(planClusterNames(stack, { ...parts, inference })).filter(({ path }) => !told.has(path));
    },
  );
  return [ofLayers, ofEndpoints];
}
