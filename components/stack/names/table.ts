import { charts } from "../../catalog/charts.ts";
import { tenantNamespace } from "../../lib/names.ts";
import {
  managerQueues,
  multiKueueNames,
  multiKueueObjects,
  workerAtManager,
  workerNames,
  workerObjects,
  workerQueue,
} from "../../names/multi-kueue.ts";
import { siteFactName, siteNames, storageNames } from "../../names/site.ts";
import { multiKueueContract } from "../../schema/contracts/layers.ts";
import { deliveryContract } from "../../schema/contracts/cluster.ts";
import { tenantContract } from "../../schema/contracts/fleet.ts";
import {
  egressContract,
  flexibilityContract,
  heatReuseContract,
  permitContract,
  phaseContract,
  powerAgreementContract,
  siteContract,
  storageContract,
} from "../../schema/contracts/site.ts";
import type { MultiKueueSpec } from "../../schema/multi-kueue.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { managementCluster } from "../../targets/spec.ts";
import { namesOf, namesOfAll, resourceName, type DerivedName, type ObjectPlace } from "./derived-name.ts";
import { inferenceNames } from "./inference.ts";
import { layerObjectNames, machineNames } from "./layers.ts";
import { slurmLayerNames } from "./slurm.ts";

/** What of a stack names objects on its clusters. */
export interface ClusterParts extends Pick<StackSpec, "clusters" | "multiKueue" | "inference"> {
  readonly storage: Pick<StackSpec["site"]["storage"], "classes" | "snapshotClasses">;
}

function multiKueueTable(stack: string, { manager, workers: named, tenants }: MultiKueueSpec): DerivedName[] {
  // A manager among its workers is a fault of its own.
  const workers = named.filter((worker) => worker !== manager);
  const component = multiKueueContract.type;
  const at = (cluster: string, key: string, namespace?: string): ObjectPlace => ({
    stack,
    cluster,
    ...(namespace === undefined ? {} : { namespace }),
    component,
    sources: [key],
  });
  const { namespace } = charts.kueue;
  return [
    resourceName(component, stack, []),
    ...namesOfAll(multiKueueNames(stack), { ...at(manager, ""), sources: [] }),
    ...namesOfAll(multiKueueObjects(stack), { ...at(manager, "", namespace), sources: [] }),
    ...tenants.flatMap((tenant) => {
      const { clusterQueue, localQueue } = managerQueues(stack, tenant);
      return [
        ...namesOf(clusterQueue, at(manager, `tenants.${tenant}`)),
        ...namesOf(localQueue, at(manager, `tenants.${tenant}`, tenantNamespace(tenant))),
        ...workers.flatMap((worker) => {
          const place = at(worker, `tenants.${tenant}`, tenantNamespace(tenant));
          return namesOf(workerQueue(stack, worker, tenant), { ...place, sources: [...place.sources, `clusters.${worker}`] });
        }),
      ];
    }),
    ...workers.flatMap((worker) => {
      const { cluster, kubeconfig } = workerAtManager(stack, worker);
      return [
        ...namesOf(cluster, at(manager, `clusters.${worker}`)),
        ...namesOf(kubeconfig, at(manager, `clusters.${worker}`, namespace)),
        ...namesOfAll(workerNames(stack, worker), at(worker, `clusters.${worker}`)),
        ...namesOfAll(workerObjects(stack, worker), at(worker, `clusters.${worker}`, namespace)),
      ];
    }),
  ];
}

/** The names of everything on a stack's clusters, and of their machines. */
export function planClusterNames(stack: string, { clusters, multiKueue, inference, storage }: ClusterParts): DerivedName[] {
  const onEach = (classes: object, of: "storageClass" | "snapshotClass", path: string) =>
    Object.keys(clusters).flatMap((cluster) =>
      Object.keys(classes).flatMap((key) =>
        namesOf(storageNames(stack, cluster, key)[of], {
          stack,
          cluster,
          component: `${siteContract.type}$${storageContract.type}`,
          sources: [`site.storage.${path}.${key}`, `clusters.${cluster}`],
        }),
      ),
    );
  return [
    resourceName("Provider", managementCluster, []),
    { kind: "folder", scope: `out/${stack}`, name: managementCluster, sources: [] },
    ...Object.entries(clusters).flatMap(([name, cluster]) => [
      ...machineNames(stack, name, cluster),
      ...layerObjectNames(stack, name, cluster),
      ...slurmLayerNames(stack, name, cluster),
    ]),
    ...onEach(storage.classes, "storageClass", "classes"),
    ...onEach(storage.snapshotClasses, "snapshotClass", "snapshotClasses"),
    ...(multiKueue === undefined ? [] : multiKueueTable(stack, multiKueue)),
    ...(inference === undefined ? [] : inferenceNames(stack, inference, clusters)),
  ];
}

/** The names of a site's facts and tenants. */
function siteTable(stack: string, { site, tenants, deliveries }: StackSpec): DerivedName[] {
  const ofSite = (type: string, keys: readonly string[], path: string) =>
    keys.map((key) => resourceName(`${siteContract.type}$${type}`, siteFactName(stack, key), [`${path}.${key}`]));
  const { namespace, facts } = siteNames(stack);
  const managed: ObjectPlace = { stack, cluster: managementCluster, component: siteContract.type, sources: [] };
  return [
    resourceName(siteContract.type, stack, []),
    resourceName(`${siteContract.type}$${storageContract.type}`, stack, []),
    ...namesOf(namespace, managed),
    ...namesOf(facts, { ...managed, namespace: stack }),
    ...site.phases.map(({ name }, index) =>
      resourceName(`${siteContract.type}$${phaseContract.type}`, siteFactName(stack, name), [`site.phases[${index}].name`]),
    ),
    ...ofSite(powerAgreementContract.type, Object.keys(site.powerAgreements), "site.powerAgreements"),
    ...ofSite(permitContract.type, Object.keys(site.permits), "site.permits"),
    ...ofSite(heatReuseContract.type, Object.keys(site.heatReuse), "site.heatReuse"),
    ...ofSite(flexibilityContract.type, Object.keys(site.flexibility), "site.flexibility"),
    ...ofSite(egressContract.type, Object.keys(site.egress), "site.egress"),
    ...Object.keys(deliveries).map((key) => resourceName(`${siteContract.type}$${deliveryContract.type}`, key, [`deliveries.${key}`])),
    ...Object.keys(tenants).map((key) => resourceName(tenantContract.type, key, [`tenants.${key}`])),
  ];
}

/** Every name that the program makes for a stack: of Kubernetes' objects, Pulumi's resources, Slurm's entities, files and folders. */
export const planNames = (stack: string, spec: StackSpec): DerivedName[] => [
  ...siteTable(stack, spec),
  ...planClusterNames(stack, { ...spec, storage: spec.site.storage }),
];
