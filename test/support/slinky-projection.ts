import type { ServerObject } from "./cluster.ts";

/**
 * Fields of the declared operator, 1.2.1, that the release which can be built here, 1.0.1, lacks: by kind, each field with what becomes of it.
 * The list is closed: the server refuses a field of 1.2.1 that is left, and a test one that is not there.
 */
export const projection: Readonly<Record<string, Readonly<Record<string, "dropped" | "jwtHs256KeyRef" | "with its namespace">>>> = {
  Controller: { jwtKeyRef: "jwtHs256KeyRef", inplaceReconfigure: "dropped", accountingRef: "with its namespace" },
  Accounting: { jwtKeyRef: "jwtHs256KeyRef" },
  RestApi: { controllerRef: "with its namespace" },
  LoginSet: { controllerRef: "with its namespace" },
  Token: { jwtKeyRef: "jwtHs256KeyRef" },
  NodeSet: {
    scalingMode: "dropped",
    pinToNode: "dropped",
    workloadDisruptionProtection: "dropped",
    pruneSlurmNodeRecords: "dropped",
    ssh: "dropped",
    controllerRef: "with its namespace",
  },
};

/** A field as 1.0.1 has it; nothing where it does not. */
function projectedField(change: string | undefined, field: string, value: unknown, namespace: string | undefined): Record<string, unknown> {
  if (change === "dropped") return {};
  if (change === "with its namespace") return { [field]: { ...(value as object), namespace } };
  return { [change ?? field]: value };
}

/** An object as slurm-operator 1.0.1 knows it. */
export function projected(object: ServerObject): ServerObject {
  const changes = projection[object.kind] ?? {};
  const fields = Object.entries(object["spec"] as Readonly<Record<string, unknown>>).map(([field, value]) =>
    projectedField(changes[field], field, value, object.metadata.namespace),
  );
  return { ...object, spec: Object.assign({}, ...fields) as object };
}
