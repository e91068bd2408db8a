import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { repository } from "../../../cli/setup/cache.mjs";
import { moduleDirectory } from "./go-module.ts";
import { ApiError, callApi, type ClusterAccess } from "./rest.ts";
import { waitFor } from "./wait.ts";

/** The Go modules that carry their project's CRDs, and the folders in them; modules/crds/go.mod pins the releases. */
const moduleFolders: Readonly<Record<string, readonly string[]>> = {
  "sigs.k8s.io/kueue": ["config/components/crd/bases"],
  "sigs.k8s.io/jobset": ["config/components/crd/bases"],
  "sigs.k8s.io/lws": ["config/crd/bases"],
  "sigs.k8s.io/cluster-api": ["core/config/crd/bases", "bootstrap/kubeadm/config/crd/bases", "controlplane/kubeadm/config/crd/bases"],
  "github.com/cert-manager/cert-manager": ["deploy/crds"],
  "github.com/prometheus-operator/prometheus-operator": ["example/prometheus-operator-crd"],
  "github.com/external-secrets/external-secrets": ["config/crds/bases"],
  "github.com/kubernetes-csi/external-snapshotter/client/v8": ["config/crd"],
  "github.com/kedacore/keda/v2": ["config/crd/bases"],
  "github.com/envoyproxy/gateway": ["charts/gateway-helm/charts/crds/crds/generated"],
  "sigs.k8s.io/gateway-api": ["config/crd/standard"],
  "sigs.k8s.io/gateway-api-inference-extension": ["config/crd/bases"],
};

/** CRDs of projects whose Go modules cannot be downloaded: kept as released beside the repository, with the API groups that they define. */
const publishedRoot = join(repository, "..", "shared", "crds");
const publishedGroups: Readonly<Record<string, readonly string[]>> = {
  "cluster-api-provider-metal3-v1.13.2": ["infrastructure.cluster.x-k8s.io"],
  "flux-helm-controller-v1.6.3": ["helm.toolkit.fluxcd.io"],
  "flux-source-controller-v1.9.1": ["source.toolkit.fluxcd.io"],
  "gpu-operator-v26.7.0": ["nvidia.com", "resource.nvidia.com"],
  "network-operator-v26.4.1": ["mellanox.com"],
  "slurm-operator-v1.2.1": ["slinky.slurm.net"],
};

/** Where the CRDs are on this machine. */
export interface CrdSources {
  /** Absolute paths of folders with a file per CRD, named GROUP_PLURAL.yaml. */
  readonly directories: readonly string[];
  /** Folders that this machine lacks, and the API groups that cannot be installed for that. */
  readonly missing: readonly { readonly directory: string; readonly groups: readonly string[] }[];
}

/**
 * Finds the CRDs; downloads the Go modules that carry them (some 30 MB), once a machine.
 *
 * @throws Error when a module cannot be downloaded or does not match go.sum; in CI also when a published folder is missing.
 */
export async function crdDirectories(): Promise<CrdSources> {
  const fromModules = await Promise.all(
    Object.entries(moduleFolders).map(async ([module, folders]) => {
      const root = await moduleDirectory(join(import.meta.dirname, "modules", "crds"), module);
      return folders.map((folder) => join(root, folder));
    }),
  );
  const published = Object.entries(publishedGroups).map(([folder, groups]) => ({ directory: join(publishedRoot, folder), groups }));
  const isPresent = ({ directory }: { directory: string }) => existsSync(directory);
  const missing = published.filter((source) => !isPresent(source));
  if (missing.length > 0 && (process.env["CI"] ?? "") !== "") {
    const folders = missing.map(({ directory }) => directory).join(", ");
    throw new Error(`CRDs: got no ${folders}, want every published schema in CI; fix: provide the folder ${publishedRoot}`);
  }
  return { directories: [...fromModules.flat(), ...published.filter(isPresent).map(({ directory }) => directory)], missing };
}

interface CustomResourceDefinition {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

const establishedWithinSeconds = 180;

/**
 * Installs the CRDs of API groups by server-side apply, and waits until the server serves them.
 *
 * @param groups Such as "kueue.x-k8s.io"; without them, every group that this machine has.
 * @returns The names of the CRDs, sorted.
 * @throws Error when a group is not among the CRDs of this machine, or the server refuses one or does not serve it in time.
 */
export async function installCrds(cluster: ClusterAccess, groups?: readonly string[]): Promise<string[]> {
  const files = await crdFiles(groups);
  const installed = await Promise.all(files.map((file) => installCrd(cluster, file)));
  await waitFor("CRDs to be served", establishedWithinSeconds, () => unserved(cluster, installed));
  return installed.map((crd) => crd.metadata.name).sort();
}

async function installCrd(cluster: ClusterAccess, file: string): Promise<CustomResourceDefinition> {
  const crd = parse(await readFile(file, "utf8")) as CustomResourceDefinition;
  await callApi(cluster, {
    method: "PATCH",
    path: `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${crd.metadata.name}`,
    query: { fieldManager: "crds", force: "true" },
    contentType: "application/apply-patch+yaml",
    // No operator runs here that could convert, so objects are read in the version that they were written in.
    body: { ...crd, spec: { ...crd.spec, conversion: { strategy: "None" } } },
  });
  return crd;
}

async function crdFiles(groups: readonly string[] | undefined): Promise<string[]> {
  const { directories, missing } = await crdDirectories();
  const files = (await Promise.all(directories.map(filesIn))).flat();
  const groupOf = (file: string) => basename(file).split("_", 1)[0] ?? "";
  const known = new Set(files.map(groupOf));
  const unknown = groups?.filter((group) => !known.has(group)) ?? [];
  if (unknown.length > 0) {
    const absent = missing.map(({ directory }) => directory);
    throw new Error(
      `CRDs: got ${unknown.join(", ")}, want of ${[...known].sort().join(", ")}; fix: ${absent.length > 0 ? `provide ${absent.join(", ")}` : "add the module or folder that carries it to test/rigs/cluster/crds.ts"}`,
    );
  }
  return groups === undefined ? files : files.filter((file) => groups.includes(groupOf(file)));
}

/** A policy that lies beside the CRDs of the Gateway API. */
const noCrd = "gateway.networking.k8s.io_vap_safeupgrades.yaml";

/** The CRD files of a folder, without the kustomization that lies beside them. */
async function filesIn(directory: string): Promise<string[]> {
  const files = (await readdir(directory)).filter((name) => name.includes("_") && name.endsWith(".yaml") && name !== noCrd);
  return files.map((name) => join(directory, name));
}

/** Which resources discovery does not list yet: it lists those whose CRD is Established. */
async function unserved(cluster: ClusterAccess, crds: readonly CustomResourceDefinition[]): Promise<string | undefined> {
  const wanted = crds.flatMap(({ spec }) =>
    spec.versions.filter(({ served }) => served).map(({ name }) => ({ version: `${spec.group}/${name}`, plural: spec.names.plural })),
  );
  const missing: string[] = [];
  for (const [version, resources] of Map.groupBy(wanted, (resource) => resource.version)) {
    const served = await servedResources(cluster, version);
    missing.push(...resources.filter(({ plural }) => !served.has(plural)).map(({ plural }) => `${plural}.${version}`));
  }
  return missing.length > 0 ? missing.join(", ") : undefined;
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
