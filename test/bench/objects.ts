import { planGpuCluster } from "../../components/cluster/plan.ts";
import { planKubernetes } from "../../components/kubernetes/plan.ts";
import { parseStack } from "../../components/parse.ts";
import { siteFacts, siteLabels } from "../../components/site/plan.ts";
import { planStorage } from "../../components/site/storage-plan.ts";
import { nameOf, providerOf, type StateResource } from "./state.ts";

/** An object of a cluster's API. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Objects by the cluster that they are for, the management cluster among them. */
export type ObjectsByCluster = Readonly<Record<string, readonly KubernetesObject[]>>;

/** `kueue.x-k8s.io/v1beta2`, `Topology`: the kind of a planned object. */
const of = (apiVersion: string, kind: string) => (manifest: object) => ({ ...manifest, apiVersion, kind });

const namespace = of("v1", "Namespace");
const configMap = of("v1", "ConfigMap");
const resourceQuota = of("v1", "ResourceQuota");
const storageClass = of("storage.k8s.io/v1", "StorageClass");
const volumeSnapshotClass = of("snapshot.storage.k8s.io/v1", "VolumeSnapshotClass");

const kueue = (kind: string) => of("kueue.x-k8s.io/v1beta2", kind);
const topology = kueue("Topology");
const resourceFlavor = kueue("ResourceFlavor");
const clusterQueue = kueue("ClusterQueue");
const localQueue = kueue("LocalQueue");

const machineKinds = {
  clusterClass: of("cluster.x-k8s.io/v1beta2", "ClusterClass"),
  cluster: of("cluster.x-k8s.io/v1beta2", "Cluster"),
  metal3ClusterTemplate: of("infrastructure.cluster.x-k8s.io/v1beta2", "Metal3ClusterTemplate"),
  controlPlaneTemplate: of("controlplane.cluster.x-k8s.io/v1beta2", "KubeadmControlPlaneTemplate"),
  controlPlaneMachineTemplate: of("infrastructure.cluster.x-k8s.io/v1beta2", "Metal3MachineTemplate"),
  controlPlaneDataTemplate: of("infrastructure.cluster.x-k8s.io/v1beta2", "Metal3DataTemplate"),
  workerBootstrapTemplate: of("bootstrap.cluster.x-k8s.io/v1beta2", "KubeadmConfigTemplate"),
  workerMachineTemplate: of("infrastructure.cluster.x-k8s.io/v1beta2", "Metal3MachineTemplate"),
  workerDataTemplate: of("infrastructure.cluster.x-k8s.io/v1beta2", "Metal3DataTemplate"),
  inventoryContract: configMap,
} as const;

/** Everything between a stack's data and the objects of its clusters: parsing and planning, without a resource. */
export function planObjects(stack: string, input: unknown): ObjectsByCluster {
  const spec = parseStack(`stacks/${stack}.ts`, input);
  const labels = siteLabels(stack, spec.site);
  const site = [
    namespace({ metadata: { name: stack, labels } }),
    configMap({ metadata: { name: "site-facts", namespace: stack, labels }, data: siteFacts(spec.site) }),
  ];
  const machines = Object.entries(spec.clusters).flatMap(([name, cluster]) => {
    const { objects } = planGpuCluster(name, cluster, { key: stack, spec: spec.site });
    return (Object.keys(machineKinds) as (keyof typeof machineKinds)[]).map((key) => machineKinds[key](objects[key]));
  });
  const storage = planStorage(spec.site.storage);
  const layers = Object.entries(spec.clusters).map(([name, cluster]) => {
    const plan = planKubernetes(cluster);
    const ofTenants = Object.values(plan.tenants).flatMap((tenant) => [
      namespace(tenant.namespace),
      resourceQuota(tenant.resourceQuota),
      clusterQueue(tenant.clusterQueue),
      localQueue(tenant.localQueue),
    ]);
    const ofStorage = [...Object.values(storage.classes).map(storageClass), ...Object.values(storage.snapshotClasses).map(volumeSnapshotClass)];
    return [name, [topology(plan.topology), resourceFlavor(plan.resourceFlavor), ...ofTenants, ...ofStorage]] as const;
  });
  return { management: [...site, ...machines], ...Object.fromEntries(layers) };
}

/** The objects that a state holds: by the cluster's provider, which has its name. */
export function objectsIn(resources: readonly StateResource[]): ObjectsByCluster {
  const objects: Record<string, KubernetesObject[]> = {};
  for (const resource of resources) {
    const provider = providerOf(resource);
    if (provider === undefined || !resource.type.startsWith("kubernetes:")) continue;
    (objects[nameOf(provider)] ??= []).push(resource.inputs as KubernetesObject);
  }
  return objects;
}
