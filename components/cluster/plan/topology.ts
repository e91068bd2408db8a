import semver from "semver";
import { accelerators, type HostArchitecture } from "../../catalog/accelerators.ts";
import { releases, type ReleaseName } from "../../catalog/releases.ts";
import type { ClusterSpec, MachineDeploymentTopology, VariableValue } from "../../crd/cluster-api.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import { layerLabel, scalableUnitLabel } from "../../lib/topology-keys.ts";
import { belongsToSlurm } from "../../capacity/layers.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { variables, workerClass } from "./cluster-class.ts";
import { controlPlaneHostLabels, type ScalableUnit } from "./scalable-units.ts";
import { clusterNames } from "../../names/cluster.ts";

function nodeImage(release: ReleaseName, architecture: HostArchitecture): VariableValue {
  const { url, sha256 } = releases[release].nodeImages[architecture];
  return { name: variables.nodeImage, value: { url: url.value, checksum: sha256.value } };
}

const hostSelector = (matchLabels: Readonly<Record<string, string>>): VariableValue => ({
  name: variables.hostSelector,
  value: { matchLabels },
});

/** Keeps a machine deployment at its Kubernetes version while the cluster's moves on; its presence alone counts. */
const deferUpgrade = "topology.cluster.x-k8s.io/defer-upgrade";

const isBehind = (release: ReleaseName, cluster: ReleaseName) => semver.lt(releases[release].kubernetes, releases[cluster].kubernetes);

/** Labels of a node's layer and scalable unit. Clusters with a single layer have them too, because the node labels of the queues' flavor can never change. */
function metadataOf(unit: ScalableUnit, spec: GpuClusterSpec): MachineDeploymentTopology["metadata"] {
  return {
    labels: { [layerLabel]: belongsToSlurm(spec, unit.name) ? "slurm" : "kubernetes", [scalableUnitLabel]: unit.name },
    ...(isBehind(unit.release, spec.release) ? { annotations: { [deferUpgrade]: "" } } : {}),
  };
}

function machineDeployment(unit: ScalableUnit, spec: GpuClusterSpec): MachineDeploymentTopology {
  const isPinned = spec.releaseByScalableUnit[unit.name] !== undefined;
  return {
    class: workerClass,
    name: unit.name,
    metadata: metadataOf(unit, spec),
    replicas: unit.hosts,
    // Slurm drains a node before its machine goes, so that its jobs end: neither a new image nor a failed health check takes the machine away.
    ...(belongsToSlurm(spec, unit.name) ? { rollout: { strategy: { type: "OnDelete" } }, healthCheck: { enabled: false } } : {}),
    variables: {
      overrides: [
        ...(isPinned ? [nodeImage(unit.release, accelerators[spec.accelerator].hostArchitecture)] : []),
        hostSelector(unit.hostLabels),
      ],
    },
  };
}

/**
 * The cluster, with one machine deployment per scalable unit.
 *
 * A wave moves the node image of single scalable units. The Kubernetes version, however, is the whole topology's: Cluster API moves the control plane first, then
 * replaces every machine, a second time if the images moved before. So if two releases differ in Kubernetes version, the cluster moves to the new release with
 * its scalable units pinned to the old one and their upgrades deferred. Each unpinned unit then moves its image and its version at once.
 * Until the last one has moved, Cluster API accepts no further version.
 */
export function planCluster(
  clusterName: string,
  namespace: string,
  spec: GpuClusterSpec,
  units: readonly ScalableUnit[],
): Manifest<ClusterSpec> {
  const { controlPlane, network, release } = spec;
  const names = clusterNames(clusterName);
  return {
    metadata: { name: names.cluster.name, namespace },
    spec: {
      clusterNetwork: { pods: { cidrBlocks: [network.podCidr] }, services: { cidrBlocks: [network.serviceCidr] } },
      topology: {
        classRef: { name: names.class.name },
        version: releases[release].kubernetes,
        controlPlane: {
          replicas: controlPlane.replicas,
          variables: {
            overrides: [nodeImage(release, controlPlane.hostArchitecture), hostSelector(controlPlaneHostLabels(clusterName, spec))],
          },
        },
        variables: [nodeImage(release, accelerators[spec.accelerator].hostArchitecture)],
        workers: { machineDeployments: units.map((unit) => machineDeployment(unit, spec)) },
      },
    },
  };
}
