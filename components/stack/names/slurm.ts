import {
  mountPath,
  nodeSetNames,
  otherClaims,
  otherVolumes,
  slurmConfigMap,
  slurmConfigMaps,
  slurmNames,
  slurmNamespace,
  slurmNetwork,
  slurmNetworks,
  slurmObjects,
  slurmSecret,
  slurmSecrets,
  surplusQosOf,
  switchNames,
  volumeClaim,
} from "../../names/slurm.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { slurmLayerContract } from "../../schema/contracts/layers.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";
import { madeByController, namesOf, namesOfAll, resourceName, type DerivedName, type ObjectPlace } from "./derived-name.ts";
import { nodeSetsOf } from "./layers.ts";

/** Names in Slurm itself: of accounts, their QOS, partitions, reservations and switches. */
function namesInSlurm(name: string, hall: string, { tenants, partitions, maintenance }: SlurmSpec): DerivedName[] {
  const scope = `Slurm of cluster ${name}`;
  const inSlurm = (kind: string, of: string, ...sources: string[]): DerivedName => ({ kind, scope, name: of, sources });
  return [
    ...Object.keys(tenants).flatMap((tenant) => [
      inSlurm("Slurm account", tenant, `tenants.${tenant}`),
      inSlurm("Slurm QOS", tenant, `tenants.${tenant}`),
      inSlurm("Slurm QOS", surplusQosOf(tenant), `tenants.${tenant}`),
    ]),
    ...Object.keys(partitions).map((each) => inSlurm("Slurm partition", each, `clusters.${name}.slurm.partitions.${each}`)),
    ...Object.keys(maintenance).map((each) => inSlurm("Slurm reservation", each, `clusters.${name}.slurm.maintenance.${each}`)),
    inSlurm("Slurm switch", switchNames.cluster(name), `clusters.${name}`),
    inSlurm("Slurm switch", switchNames.hall(hall), `site.halls.${hall}`),
  ];
}

/** Names of a tenant's volume in a file system: of its claim, of the volume in pods, and of the folder on hosts. */
function volumeNames(name: string, fileSystem: string, tenant: string, place: ObjectPlace): DerivedName[] {
  const sources = [`clusters.${name}.slurm.fileSystems.${fileSystem}`, `tenants.${tenant}`, `clusters.${name}`];
  const claim = volumeClaim(name, fileSystem, tenant);
  return [
    ...namesOf(claim, { ...place, sources }),
    { kind: "volume", scope: `Slurm's pods of cluster ${name}`, name: claim.name, sources },
    { kind: "folder of a host", scope: `Slurm's hosts of cluster ${name}`, name: mountPath(fileSystem, tenant), sources },
  ];
}

/** Names of a cluster's Slurm layer. */
export function slurmLayerNames(stack: string, name: string, cluster: GpuClusterSpec): DerivedName[] {
  const { slurm, hall } = cluster;
  if (slurm === undefined) return [];
  const sources = [`clusters.${name}`];
  const wide: ObjectPlace = { stack, cluster: name, component: slurmLayerContract.type, sources };
  const inside: ObjectPlace = { ...wide, namespace: slurmNamespace };
  const secrets = slurmSecrets.map((of) => slurmSecret(name, of));
  return [
    resourceName(slurmLayerContract.type, name, sources),
    ...namesOfAll(slurmNames(name), wide),
    ...namesOfAll(slurmObjects(name), inside),
    ...slurmNetworks.flatMap((of) => namesOf(slurmNetwork(name, of), inside)),
    ...slurmConfigMaps.flatMap((of) => namesOf(slurmConfigMap(name, of), inside)),
    ...secrets.flatMap((secret) => [
      ...namesOf(secret, inside),
      ...["RandomBytes", "RandomPassword"].map((kind) => resourceName(`${slurmLayerContract.type}$${kind}`, secret.resource, sources)),
    ]),
    ...nodeSetsOf(cluster).flatMap((set) => namesOfAll(nodeSetNames(name, set), inside)),
    ...otherClaims.map((claim) => madeByController("PersistentVolumeClaim", claim, inside)),
    ...otherVolumes.map((volume): DerivedName => ({ kind: "volume", scope: `Slurm's pods of cluster ${name}`, name: volume, sources })),
    ...Object.keys(slurm.fileSystems).flatMap((fileSystem) =>
      Object.keys(slurm.tenants).flatMap((tenant) => volumeNames(name, fileSystem, tenant, inside)),
    ),
    ...namesInSlurm(name, hall, slurm),
  ];
}
