import { stringify } from "yaml";
import { accelerators } from "../../catalog/accelerators.ts";
import type { Metadata } from "../../crd/foreign-kind.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { topologyKeys } from "../../lib/topology-keys.ts";
import { belongsToSlurm, rackNodeSets } from "../../capacity/layers.ts";
import { acceleratorDomainOf } from "../../names/cluster.ts";
import { hostLabels, nodeLabelsOf } from "./labels.ts";
import { controlPlaneHostLabels, type ScalableUnit } from "./scalable-units.ts";
import type { ClusterSite } from "./site.ts";
import { clusterNames } from "../../names/cluster.ts";

/** A ConfigMap with one document. */
export interface InventoryContract {
  readonly metadata: Metadata;
  readonly data: { readonly "inventory-contract.yaml": string };
}

/** One more than the replicas: a control plane adds a host before it removes one, so that etcd keeps its majority. */
const spareControlPlaneHosts = 1;

const address = ({ host, port }: { host: string; port: number }) => `${host}:${port}`;

const hosts = (count: number) => (count === 1 ? "1 host" : `${count} hosts`);

/** Descriptions of the labels whose values differ from host to host. */
function perHostLabels({ accelerator }: GpuClusterSpec): Record<string, string> {
  const { unit, scaleUpDomainGpus } = accelerators[accelerator];
  return {
    [hostLabels.rack]: "the rack that the host stands in",
    [topologyKeys.fabricTier0]: "the part of the fabric's lowest tier that the host is cabled to",
    [topologyKeys.fabricTier1]: "the part of the middle tier above it",
    [topologyKeys.fabricTier2]: "the part of the highest tier above that",
    [topologyKeys.acceleratorDomain]: `the scale-up domain of the host's GPUs: ${hosts(scaleUpDomainGpus / unit.gpusPerHost)} to a value`,
  };
}

/** Slurm's node sets of one NVLink domain find their hosts by the domain's name, so the contract fixes that name in Slurm's scalable units. */
function slurmDomains(clusterName: string, spec: GpuClusterSpec, units: readonly ScalableUnit[]): Record<string, Record<string, number>> {
  const { kind, hosts: hostsOfARack } = accelerators[spec.accelerator].unit;
  const domains = units
    .filter(({ name }) => kind === "rack" && belongsToSlurm(spec, name))
    .flatMap(({ name, units: racks }) => rackNodeSets(name, racks));
  if (domains.length === 0) return {};
  return {
    [topologyKeys.acceleratorDomain]: Object.fromEntries(domains.map((name) => [acceleratorDomainOf(clusterName, name), hostsOfARack])),
  };
}

/** What the inventory must have for a cluster. */
export interface Contract {
  readonly cluster: string;
  readonly namespace: string;
  readonly controlPlane: { readonly count: number; readonly architecture: string; readonly labels: Labels };
  readonly gpus: {
    readonly architecture: string;
    readonly labels: Labels;
    /** The number of hosts by label and value: of each row, and of each domain whose name is fixed. */
    readonly countByLabel: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  /** Labels that every GPU host has: the same value on all, or one of its own, with what it says. */
  readonly everyGpuHost: { readonly sameLabels: Labels; readonly ownLabels: Labels };
  readonly hostsOfADomain: number;
}

type Labels = Readonly<Record<string, string>>;

/** The contract of a cluster with whoever enters hosts: numbers of hosts and their labels. */
export function contractOf(clusterName: string, spec: GpuClusterSpec, site: ClusterSite, units: readonly ScalableUnit[]): Contract {
  const { fixed } = nodeLabelsOf(spec, site);
  const { region, zone } = topologyKeys;
  const { unit, scaleUpDomainGpus, hostArchitecture } = accelerators[spec.accelerator];
  return {
    cluster: clusterName,
    namespace: site.key,
    controlPlane: {
      count: spec.controlPlane.replicas + spareControlPlaneHosts,
      architecture: spec.controlPlane.hostArchitecture,
      labels: controlPlaneHostLabels(clusterName, spec),
    },
    gpus: {
      architecture: hostArchitecture,
      labels: { [hostLabels.role]: "gpu", [hostLabels.hall]: spec.hall },
      // Scalable units differ in the row label alone.
      countByLabel: {
        [hostLabels.row]: Object.fromEntries(units.map(({ row, hosts: count }) => [row, count])),
        ...slurmDomains(clusterName, spec, units),
      },
    },
    everyGpuHost: {
      sameLabels: Object.fromEntries([region, zone].map((key) => [key, fixed[key] ?? ""])),
      ownLabels: perHostLabels(spec),
    },
    hostsOfADomain: scaleUpDomainGpus / unit.gpusPerHost,
  };
}

/** The contents that the bare metal inventory must have for a cluster, as a document for people. The project never declares hosts. */
export function planInventoryContract(
  clusterName: string,
  spec: GpuClusterSpec,
  site: ClusterSite,
  units: readonly ScalableUnit[],
): InventoryContract {
  const { kind, hosts: hostsOfAUnit } = accelerators[spec.accelerator].unit;
  const { cluster, namespace, controlPlane, gpus, everyGpuHost } = contractOf(clusterName, spec, site, units);
  const contract = {
    cluster,
    namespace,
    controlPlaneEndpoint: `${address(spec.controlPlane.endpoint)}, which leads to the control plane hosts`,
    hosts: [
      { of: "control plane", ...controlPlane },
      {
        of: "scalable units",
        architecture: gpus.architecture,
        labels: gpus.labels,
        ...(kind === "host" ? {} : { hostsOfARack: hostsOfAUnit }),
        countByLabel: gpus.countByLabel,
      },
    ],
    everyGpuHost,
  };
  const heading = `# BareMetalHosts that the cluster ${clusterName} takes, in the namespace ${site.key} of the management cluster.\n`;
  return {
    metadata: { name: clusterNames(clusterName).inventoryContract.name, namespace: site.key },
    // YAML 1.1 readers take Norway's country code for a boolean unless it is quoted.
    data: { "inventory-contract.yaml": heading + stringify(contract, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false }) },
  };
}
