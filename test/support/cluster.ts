import { ApiError, callApi, type ClusterAccess } from "../rigs/cluster/rest.ts";
import { waitFor } from "../rigs/cluster/wait.ts";

/** Reference to one object of a cluster. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}

/** An object as the API server returns it. */
export interface ServerObject extends ObjectReference {
  readonly metadata: ObjectReference["metadata"] & Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** The identity that server-side apply records for what tests set. */
const fieldManager = "test";

const deletedWithinSeconds = 60;

/**
 * Applies a manifest on the server, which refuses a field that its schema does not have.
 *
 * @param options.dryRun Whether the server only validates. @default false
 * @returns The object as the server has it now: with its defaults.
 * @throws ApiError with the server's message.
 */
export async function strictApply(
  cluster: ClusterAccess,
  // A literal with more fields is a ServerObject; a value of a narrower interface is an ObjectReference.
  manifest: ObjectReference | ServerObject,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<ServerObject> {
  const answer = await callApi(cluster, {
    method: "PATCH",
    path: await objectPath(cluster, manifest),
    query: { fieldManager, fieldValidation: "Strict", force: "true", ...(dryRun ? { dryRun: "All" } : {}) },
    contentType: "application/apply-patch+yaml",
    body: manifest,
  });
  return answer as ServerObject;
}

/** @throws ApiError when there is no such object (status 404). */
export async function getObject(cluster: ClusterAccess, reference: ObjectReference): Promise<ServerObject> {
  return (await callApi(cluster, { path: await objectPath(cluster, reference) })) as ServerObject;
}

/** Lists the objects of a kind: in one namespace, or in all of them. */
export async function listObjects(
  cluster: ClusterAccess,
  kind: Pick<ObjectReference, "apiVersion" | "kind">,
  { namespace, labelSelector }: { readonly namespace?: string; readonly labelSelector?: string } = {},
): Promise<ServerObject[]> {
  const { path, name } = await resourceOf(cluster, kind);
  const collection = namespace === undefined ? `${path}/${name}` : `${path}/namespaces/${namespace}/${name}`;
  const list = await callApi(cluster, { path: collection, query: labelSelector === undefined ? {} : { labelSelector } });
  // Items of a list of a built-in kind do not repeat their kind.
  return (list as { items: ServerObject[] }).items.map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }));
}

/**
 * Deletes an object and waits until it is gone.
 *
 * @param options.propagation Whether what it owns goes after it or, as with Pulumi, before it. @default "Background"
 * @throws ApiError with the server's message; Error when a finalizer holds the object.
 */
export async function deleteObject(
  cluster: ClusterAccess,
  reference: ObjectReference,
  { propagation = "Background" }: { readonly propagation?: "Background" | "Foreground" } = {},
): Promise<void> {
  const path = await objectPath(cluster, reference);
  await callApi(cluster, { method: "DELETE", path, query: { propagationPolicy: propagation } });
  await waitFor(`the deletion of ${path}`, deletedWithinSeconds, async () => {
    try {
      const { metadata } = (await callApi(cluster, { path })) as ServerObject;
      return `its finalizers are ${JSON.stringify(metadata["finalizers"] ?? [])}`;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  });
}

interface Resource {
  readonly kind: string;
  /** The plural used in paths; a subresource's has a slash. */
  readonly name: string;
  readonly namespaced: boolean;
}

async function objectPath(cluster: ClusterAccess, reference: ObjectReference): Promise<string> {
  const { path, name, namespaced } = await resourceOf(cluster, reference);
  const { name: object, namespace = "default" } = reference.metadata;
  return namespaced ? `${path}/namespaces/${namespace}/${name}/${object}` : `${path}/${name}/${object}`;
}

/** Asks the server for a kind's name in paths. */
async function resourceOf(
  cluster: ClusterAccess,
  { apiVersion, kind }: Pick<ObjectReference, "apiVersion" | "kind">,
): Promise<Resource & { readonly path: string }> {
  const path = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const { resources } = (await callApi(cluster, { path })) as { resources: Resource[] };
  const resource = resources.find((candidate) => candidate.kind === kind && !candidate.name.includes("/"));
  if (resource === undefined) {
    const kinds = [...new Set(resources.map((candidate) => candidate.kind))].sort().join(", ");
    throw new Error(`got the kind ${kind}, want one that ${apiVersion} serves: ${kinds}; fix: install its CRD`);
  }
  return { ...resource, path };
}
