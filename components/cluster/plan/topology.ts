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

function nodeImage(release: ReleaseName, architecture: HostArchitecture): VariableValue {
  const { url, sha256 } = releases[release].nodeImages[architecture];
  return { name: variables.nodeImage, value: { url: url.value, checksum: sha256.value } };
}

const hostSelector = (matchLabels: Readonly<Record<string, string>>): VariableValue => ({
  name: variables.hostSelector,
  value: { matchLabels },
});

/** Keeps a machine deployment at its Kubernetes version while the cluster's moves on; only its presence counts. */
const deferUpgrade = "topology.cluster.x-k8s.io/defer-upgrade";

const isBehind = (release: ReleaseName, cluster: ReleaseName) => semver.lt(releases[release].kubernetes, releases[cluster].kubernetes);

/** Nodes say whose they are, and where: also where one layer has all of them, because what the queues' flavor asks of its nodes can never change. */
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
    // Jobs know of a node that goes only if Slurm has drained it: neither a new image nor a failed check takes a machine from it.
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
 * The cluster: a machine deployment for each scalable unit.
 *
 * A wave moves the node image of single scalable units. The Kubernetes version, however, belongs to the whole topology, where it takes the control plane first,
 * and replaces every machine again if it moves after the images. So where two releases differ in it, the cluster takes the new release with
 * its scalable units pinned to the old one, whose upgrade is deferred, and each that is unpinned moves in one go: image and version.
 * Until the last has moved, Cluster API takes no further version.
 */
export function planCluster(
  cluster: string,
  namespace: string,
  spec: GpuClusterSpec,
  units: readonly ScalableUnit[],
): Manifest<ClusterSpec> {
  const { controlPlane, network, release } = spec;
  return {
    metadata: { name: cluster, namespace },
    spec: {
      clusterNetwork: { pods: { cidrBlocks: [network.podCidr] }, services: { cidrBlocks: [network.serviceCidr] } },
      topology: {
        classRef: { name: cluster },
        version: releases[release].kubernetes,
        controlPlane: {
          replicas: controlPlane.replicas,
          variables: {
            overrides: [nodeImage(release, controlPlane.hostArchitecture), hostSelector(controlPlaneHostLabels(cluster, spec))],
          },
        },
        variables: [nodeImage(release, accelerators[spec.accelerator].hostArchitecture)],
        workers: { machineDeployments: units.map((unit) => machineDeployment(unit, spec)) },
      },
    },
  };
}
