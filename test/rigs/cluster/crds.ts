import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { applyCrds, readCrd } from "./crd.ts";
import { moduleDirectory } from "../modules.ts";
import { reducedReleases, reducedRoot } from "./reduced/releases.ts";
import type { ClusterAccess } from "./rest.ts";

/** The Go modules that carry their project's CRDs, and the folders in them; test/rigs/modules/crds/go.mod pins the releases. */
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
  "github.com/fluxcd/helm-controller": ["config/crd/bases"],
  "github.com/fluxcd/kustomize-controller": ["config/crd/bases"],
  "github.com/fluxcd/source-controller": ["config/crd/bases"],
};

/**
 * Finds the CRDs: those of Go modules, which it downloads (some 35 MB) once a machine, and the reduced ones of this repository.
 *
 * @returns Absolute paths of folders with a file per CRD, named GROUP_PLURAL.yaml.
 * @throws Error when a module cannot be downloaded or does not match go.sum.
 */
export async function crdDirectories(): Promise<string[]> {
  const fromModules = await Promise.all(
    Object.entries(moduleFolders).map(async ([module, folders]) => {
      const root = await moduleDirectory("crds", module);
      return folders.map((folder) => join(root, folder));
    }),
  );
  return [...fromModules.flat(), ...reducedReleases.map(({ folder }) => join(reducedRoot, folder))];
}

/**
 * Installs the CRDs of API groups, and waits until the server serves them.
 *
 * @param groups Such as "kueue.x-k8s.io".
 * @returns The names of the CRDs, sorted.
 * @throws Error when a group is not among the CRDs, or the server refuses one or does not serve it in time.
 */
export async function installCrds(cluster: ClusterAccess, groups: readonly string[]): Promise<string[]> {
  const crds = await Promise.all((await crdFiles(groups)).map(readCrd));
  await applyCrds(cluster, crds);
  return crds.map(({ metadata }) => metadata.name).sort();
}

async function crdFiles(groups: readonly string[]): Promise<string[]> {
  const files = (await Promise.all((await crdDirectories()).map(filesIn))).flat();
  const groupOf = (file: string) => basename(file).split("_", 1)[0] ?? "";
  const known = new Set(files.map(groupOf));
  const unknown = groups.filter((group) => !known.has(group));
  if (unknown.length > 0) {
    throw new Error(
      `CRDs: got ${unknown.join(", ")}, want of ${[...known].sort().join(", ")}; fix: add the module that carries it to test/rigs/cluster/crds.ts`,
    );
  }
  return files.filter((file) => groups.includes(groupOf(file)));
}

/** A policy that lies beside the CRDs of the Gateway API. */
const noCrd = "gateway.networking.k8s.io_vap_safeupgrades.yaml";

/** The CRD files of a folder, without the kustomization that lies beside them. */
async function filesIn(directory: string): Promise<string[]> {
  const files = (await readdir(directory)).filter((name) => name.includes("_") && name.endsWith(".yaml") && name !== noCrd);
  return files.map((name) => join(directory, name));
}
