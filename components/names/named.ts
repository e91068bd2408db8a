/** A kind of Kubernetes' objects that the program names. */
export type ObjectKind = string;

/** An object of Kubernetes, and the resource by which Pulumi knows it. */
export interface Named {
  readonly kind: ObjectKind;
  /** Its `metadata.name`. */
  readonly name: string;
  /** The name of its Pulumi resource. */
  readonly resource: string;
}

/** @param resource The name of the Pulumi resource, where it is not the object's own. */
export const named = (kind: ObjectKind, name: string, resource: string = name): Named => ({ kind, name, resource });

/** The objects of a part of a stack, by what they are there. */
export type NamedObjects = Readonly<Record<string, Named>>;
