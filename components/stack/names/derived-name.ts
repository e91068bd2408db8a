import type { Named, NamedObjects } from "../../names/named.ts";

/** A name that the program makes from keys of a stack, or by itself where it has no source. */
export interface DerivedName {
  /** What it names: `Deployment`, `Pulumi resource`, `file`, `Slurm QOS`. */
  readonly kind: string;
  /** Within this, a kind has a name once. */
  readonly scope: string;
  readonly name: string;
  /** The paths of the keys that it is made from, the one that tells it apart first. */
  readonly sources: readonly string[];
}

/** Where objects are. */
export interface ObjectPlace {
  readonly stack: string;
  readonly cluster: string;
  /** Left out for objects of the whole cluster. */
  readonly namespace?: string;
  /** The type of the component that declares them; empty where none does. */
  readonly component: string;
  readonly sources: readonly string[];
}

/** The scope of the objects of a namespace, or of a whole cluster. */
export const objectScope = (cluster: string, namespace: string | undefined): string =>
  namespace === undefined ? `cluster ${cluster}` : `namespace ${namespace} of cluster ${cluster}`;

/** A resource's name: Pulumi has it once among the resources of its type and of the types above it. */
export const resourceName = (type: string, name: string, sources: readonly string[]): DerivedName => ({
  kind: "Pulumi resource",
  scope: type,
  name,
  sources,
});

/** An object that a controller of Kubernetes makes by itself. */
export const madeByController = (kind: string, name: string, { cluster, namespace, sources }: ObjectPlace): DerivedName => ({
  kind,
  scope: objectScope(cluster, namespace),
  name,
  sources,
});

/** The names of an object: its own, its resource's, and that of the file that it is rendered into, which joins its namespace and its name. */
export function namesOf({ kind, name, resource }: Named, place: ObjectPlace): DerivedName[] {
  const { stack, cluster, namespace = "default", component, sources } = place;
  const file = `${kind.toLowerCase()}-${namespace}-${name}.yaml`;
  return [
    madeByController(kind, name, place),
    resourceName(component === "" ? kind : `${component}$${kind}`, resource, sources),
    { kind: "file", scope: `out/${stack}/${cluster}`, name: file, sources },
  ];
}

/** The same of each object of a part of a stack. */
export const namesOfAll = (objects: NamedObjects, place: ObjectPlace): DerivedName[] =>
  Object.values(objects).flatMap((object) => namesOf(object, place));
