import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { ApiError, callApi, type ClusterAccess } from "./rest.ts";
import { waitFor } from "./wait.ts";

/** A JSON schema as CRDs have it, by keyword. */
export type Schema = Readonly<Record<string, unknown>>;

/** One version of a kind. */
export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
  readonly subresources?: object;
}

/** A CustomResourceDefinition of apiextensions.k8s.io/v1, as far as tests need it. */
export interface CustomResourceDefinition {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: { readonly kind: string; readonly listKind: string; readonly plural: string; readonly singular: string };
    readonly versions: readonly CrdVersion[];
  };
}

/** @param file Absolute path of a YAML file with one CRD. */
export const readCrd = async (file: string): Promise<CustomResourceDefinition> =>
  parse(await readFile(file, "utf8")) as CustomResourceDefinition;

const servedWithinSeconds = 180;

/**
 * Applies CRDs, and waits until the server serves them.
 *
 * @throws Error when the server refuses one or does not serve it in time.
 */
export async function applyCrds(cluster: ClusterAccess, crds: readonly CustomResourceDefinition[]): Promise<void> {
  await Promise.all(crds.map((crd) => applyCrd(cluster, crd)));
  await waitFor("CRDs to be served", servedWithinSeconds, () => unserved(cluster, crds));
}

const applyCrd = (cluster: ClusterAccess, crd: CustomResourceDefinition): Promise<unknown> =>
  callApi(cluster, {
    method: "PATCH",
    path: `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${crd.metadata.name}`,
    query: { fieldManager: "crds", force: "true" },
    contentType: "application/apply-patch+yaml",
    // No operator runs here that could convert, so objects are read in the version that they were written in.
    body: { ...crd, spec: { ...crd.spec, conversion: { strategy: "None" } } },
  });

/** The resources that discovery does not list, or that the server does not answer for: it may list one a moment before. */
async function unserved(cluster: ClusterAccess, crds: readonly CustomResourceDefinition[]): Promise<string | undefined> {
  const wanted = crds.flatMap(({ spec }) =>
    spec.versions.filter(({ served }) => served).map(({ name }) => ({ version: `${spec.group}/${name}`, plural: spec.names.plural })),
  );
  const missing: string[] = [];
  for (const [version, resources] of Map.groupBy(wanted, (resource) => resource.version)) {
    const served = await servedResources(cluster, version);
    for (const { plural } of resources) {
      if (!served.has(plural) || !(await isAnswered(cluster, version, plural))) missing.push(`${plural}.${version}`);
    }
  }
  return missing.length > 0 ? missing.join(", ") : undefined;
}

async function isAnswered(cluster: ClusterAccess, version: string, plural: string): Promise<boolean> {
  try {
    await callApi(cluster, { path: `/apis/${version}/${plural}`, query: { limit: "1" } });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

async function servedResources(cluster: ClusterAccess, version: string): Promise<Set<string>> {
  try {
    const { resources } = (await callApi(cluster, { path: `/apis/${version}` })) as { resources: { name: string }[] };
    return new Set(resources.map(({ name }) => name));
  } catch (error) {
    // The first CRD of a version brings its path.
    if (error instanceof ApiError && error.status === 404) return new Set();
    throw error;
  }
}
