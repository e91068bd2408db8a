import type { ServerObject } from "./cluster.ts";
import { object } from "./object.ts";

interface PodTemplate {
  readonly metadata?: { readonly labels?: object; readonly annotations?: object };
  readonly spec: { readonly containers: readonly unknown[] };
}

const isPodTemplate = (value: object): value is PodTemplate => Array.isArray((value as Partial<PodTemplate>).spec?.containers);

function templatesIn(value: unknown): PodTemplate[] {
  if (typeof value !== "object" || value === null) return [];
  return isPodTemplate(value) ? [value] : Object.values(value).flatMap(templatesIn);
}

/** A pod of each template of an object. Only pods themselves are refused by the profile of their namespace; who has them made from a template is not told. */
export const podsIn = (owner: ServerObject): ServerObject[] =>
  templatesIn(owner).map(({ metadata, spec }, at) =>
    object("v1", "Pod", {
      metadata: { ...metadata, name: `${owner.metadata.name}-${at}`, namespace: owner.metadata.namespace ?? "" },
      spec,
    }),
  );
