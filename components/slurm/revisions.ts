import type { Manifest } from "../crd/foreign-kind.ts";
import type { LoginSetSpec, NodeSetSpec } from "../crd/slinky.ts";

type Fields = Readonly<Record<string, unknown>>;

const nameOf = (value: unknown): string | undefined => {
  const name: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "name") : undefined;
  return typeof name === "string" ? name : undefined;
};

/** The value with each list of named items as an object by name, so that a difference names the one volume or container that differs. */
export function itemsByName(value: unknown): unknown {
  if (Array.isArray(value)) {
    const names = value.map(nameOf);
    if (names.length === 0 || names.includes(undefined) || new Set(names).size < names.length) return value.map(itemsByName);
    return Object.fromEntries(value.map((item, index) => [names[index] ?? "", itemsByName(item)]));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, itemsByName(item)]));
}

/** The parts of a NodeSet that make a revision of its pods: any difference in them replaces each pod (slurm-operator v1.2.1, nodeset_history.go, getPatch). */
const revisionOf = ({ slurmd, logfile, extraConf, ssh, template }: NodeSetSpec) => ({ slurmd, logfile, extraConf, ssh, template });

/**
 * The pods of node sets, by node set: those that most sets have are under `all`, with `<node set>` for each set's own name, and only other sets have their own.
 * So one difference is told once, whatever the number of racks.
 */
export function nodeSetPods(nodeSets: readonly Manifest<NodeSetSpec>[]): Fields {
  const texts = nodeSets.map(({ metadata, spec }): readonly [string, string] => [
    metadata.name,
    JSON.stringify(revisionOf(spec)).replaceAll(metadata.name, "<node set>"),
  ]);
  const groups = [...Map.groupBy(texts, ([, text]) => text)].sort(([, a], [, b]) => b.length - a.length);
  const parsed = (text: string) => itemsByName(JSON.parse(text));
  const [most, ...others] = groups;
  if (most === undefined) return {};
  return {
    all: parsed(most[0]),
    ...Object.fromEntries(others.flatMap(([text, members]) => members.map(([name]) => [name, parsed(text)]))),
  };
}

/** The pods of the login hosts: all of the LoginSet but how many there are and by which address they are reached. */
export function loginPods({ spec }: Manifest<LoginSetSpec>): unknown {
  const { replicas: _, service: __, controllerRef: ___, ...pods } = spec;
  return itemsByName(pods);
}
