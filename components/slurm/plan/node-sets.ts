import type { types } from "@pulumi/kubernetes";
import { accelerators } from "../../catalog/accelerators.ts";
import { hasComputeDomains } from "../../kubernetes/plan/devices.ts";
import { planNics } from "../../kubernetes/plan/nics.ts";
import type { ComputeDomainSpec } from "../../crd/compute-domain.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { NodeSetSpec } from "../../crd/slinky.ts";
import { gibibytes } from "../../lib/quantity.ts";
import { layerLabel, scalableUnitLabel, topologyKeys } from "../../lib/topology-keys.ts";
import { gpuPlaces } from "../configuration/gpus.ts";
import { jobDirectories } from "../configuration/isolation.ts";
import { nodeSetExtraConf } from "../configuration/slurm-conf.ts";
import type { SlurmCluster } from "../clusters.ts";
import type { SlurmModel, SlurmNodeSet } from "../model.ts";
import { acceptanceContainer, acceptanceVolume } from "./acceptance.ts";
import type { SharedVolumes } from "./file-systems.ts";
import { authoritiesVolume, sshdConfig, sssdConfRef } from "./login.ts";
import { configMaps, namespace, nodeSetLabel, scriptsPath, slurm } from "./names.ts";
import { configMapVolume, image, type Images } from "./pods.ts";

/** The name of the claim for a whole host's GPUs, if GPUs are allocated by claim. */
export const hostClaimName = "whole-host";

const channelClaim = ({ name }: SlurmNodeSet) => `${name}-channel`;

/** Selects the hosts of one NVLink domain, or of one scalable unit. */
export const hostSelector = ({ acceleratorDomain, scalableUnit }: SlurmNodeSet): Readonly<Record<string, string>> => ({
  [layerLabel]: "slurm",
  ...(acceleratorDomain === undefined ? { [scalableUnitLabel]: scalableUnit } : { [topologyKeys.acceleratorDomain]: acceleratorDomain }),
});

/** The NICs of a host, as counted resources and as the networks that attach them. */
function nicsOf(cluster: SlurmCluster): { readonly limits: Readonly<Record<string, string>>; readonly networks: string } {
  const names = Object.keys(planNics(cluster, undefined)?.networks ?? {});
  const count = accelerators[cluster.accelerator].fabric.nicsPerHost.value;
  return {
    limits: Object.fromEntries(names.map((name) => [`nvidia.com/${name}`, String(count)])),
    networks: names.flatMap((name) => Array.from({ length: count }, () => `default/${name}`)).join(","),
  };
}

/** Resources of a slurmd pod: all of its host, except what is reserved for the system. */
function resourcesOf({ node }: SlurmModel, cluster: SlurmCluster, claims: readonly { name: string }[]) {
  const gpus =
    cluster.kubernetes.deviceAllocation === "dra"
      ? {}
      : { [accelerators[cluster.accelerator].deviceResource]: String(gpuPlaces(node).podGpus) };
  const limits = { cpu: String(node.cpus), memory: gibibytes(node.memoryMebibytes / 1024), ...gpus, ...nicsOf(cluster).limits };
  return { limits, requests: limits, ...(claims.length > 0 ? { claims: [...claims] } : {}) };
}

const claimsOf = (nodeSet: SlurmNodeSet, cluster: SlurmCluster): types.input.core.v1.PodResourceClaim[] => [
  ...(cluster.kubernetes.deviceAllocation === "dra" ? [{ name: "gpus", resourceClaimTemplateName: hostClaimName }] : []),
  ...(hasComputeDomains(cluster) ? [{ name: "channel", resourceClaimTemplateName: channelClaim(nodeSet) }] : []),
];

/**
 * Changed pods are replaced in the window of the set's wave alone, all of a rack at once: the operator has no budget across node sets, so a rolling update
 * would take a tray of every rack at the same time. The reservation is made although jobs run that end before it.
 */
function updateStrategyOf({ name }: SlurmNodeSet, { rollOut }: SlurmModel): NodeSetSpec["updateStrategy"] {
  const wave = rollOut?.waves.find(({ nodeSets }) => nodeSets.includes(name));
  if (rollOut === undefined || wave === undefined) return { type: "OnDelete" };
  return {
    type: "ScheduledUpdate",
    scheduledUpdate: { startTime: wave.start, duration: `${rollOut.waveMinutes}m`, flags: ["IGNORE_JOBS"] },
  };
}

/** A node set: its pods run only on the hosts of its NVLink domain or scalable unit, and each stays on the host that it first ran on. */
export function planNodeSet(
  nodeSet: SlurmNodeSet,
  model: SlurmModel,
  cluster: SlurmCluster,
  images: Images,
  nodeSelector: Readonly<Record<string, string>>,
  shared: SharedVolumes,
): Manifest<NodeSetSpec> {
  const resourceClaims = claimsOf(nodeSet, cluster);
  const { networks } = nicsOf(cluster);
  const { login } = cluster.slurm;
  const keys = authoritiesVolume(login);
  const resources = resourcesOf(
    model,
    cluster,
    resourceClaims.map(({ name }) => ({ name: name as string })),
  );
  return {
    metadata: { name: nodeSet.name, namespace },
    spec: {
      controllerRef: { name: slurm },
      replicas: nodeSet.hosts,
      scalingMode: "StatefulSet",
      pinToNode: true,
      workloadDisruptionProtection: true,
      // A host in repair keeps its place, its drain reason and its history.
      pruneSlurmNodeRecords: "Never",
      // Partitions span node sets, so they are in the controller's part of slurm.conf.
      partition: { enabled: false },
      extraConf: nodeSetExtraConf(model),
      updateStrategy: updateStrategyOf(nodeSet, model),
      ssh: { enabled: true, extraSshdConfig: sshdConfig(login), sssdConfRef: sssdConfRef(login) },
      slurmd: {
        ...image(images.slurmd),
        resources,
        volumeMounts: [
          { name: "scripts", mountPath: scriptsPath, readOnly: true },
          { name: "shared-memory", mountPath: "/dev/shm" },
          { name: "job-directories", mountPath: jobDirectories },
          ...keys.mounts,
          ...shared.mounts,
        ],
      },
      logfile: image(images.logfile),
      template: {
        ...(networks === "" ? {} : { metadata: { annotations: { "k8s.v1.cni.cncf.io/networks": networks } } }),
        spec: {
          automountServiceAccountToken: false,
          nodeSelector: { ...nodeSelector, ...hostSelector(nodeSet), [nodeSetLabel]: nodeSet.name },
          priorityClassName: "system-node-critical",
          initContainers: [acceptanceContainer(images, resources)],
          ...(resourceClaims.length > 0 ? { resourceClaims } : {}),
          volumes: [
            configMapVolume("scripts", configMaps.nodeScripts),
            { name: "shared-memory", emptyDir: { medium: "Memory" } },
            // On the host's own disks.
            { name: "job-directories", emptyDir: {} },
            acceptanceVolume,
            ...keys.volumes,
            ...shared.volumes,
          ],
        },
      },
    },
  };
}

/** The compute domain of a node set, with all channels: Slurm gives each job its own. */
export const planComputeDomain = (nodeSet: SlurmNodeSet): Manifest<ComputeDomainSpec> => ({
  metadata: { name: nodeSet.name, namespace },
  spec: { numNodes: 0, channel: { resourceClaimTemplate: { name: channelClaim(nodeSet) }, allocationMode: "All" } },
});
