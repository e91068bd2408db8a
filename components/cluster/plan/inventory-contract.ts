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

/** The contents that the bare metal inventory must have for a cluster: numbers of hosts and their labels. The project never declares hosts. */
export function planInventoryContract(
  clusterName: string,
  spec: GpuClusterSpec,
  site: ClusterSite,
  units: readonly ScalableUnit[],
): InventoryContract {
  const { fixed } = nodeLabelsOf(spec, site);
  const { region, zone } = topologyKeys;
  const { kind, hosts: hostsOfAUnit } = accelerators[spec.accelerator].unit;
  const contract = {
    cluster: clusterName,
    namespace: site.key,
    controlPlaneEndpoint: `${address(spec.controlPlane.endpoint)}, which leads to the control plane hosts`,
    hosts: [
      {
        of: "control plane",
        count: spec.controlPlane.replicas + spareControlPlaneHosts,
        architecture: spec.controlPlane.hostArchitecture,
        labels: controlPlaneHostLabels(clusterName, spec),
      },
      {
        of: "scalable units",
        architecture: accelerators[spec.accelerator].hostArchitecture,
        labels: { [hostLabels.role]: "gpu", [hostLabels.hall]: spec.hall },
        ...(kind === "host" ? {} : { hostsOfARack: hostsOfAUnit }),
        // Scalable units differ in the row label alone.
        countByLabel: {
          [hostLabels.row]: Object.fromEntries(units.map(({ row, hosts: count }) => [row, count])),
          ...slurmDomains(clusterName, spec, units),
        },
      },
    ],
    everyGpuHost: {
      sameLabels: { [region]: fixed[region], [zone]: fixed[zone] },
      ownLabels: perHostLabels(spec),
    },
  };
  const heading = `# BareMetalHosts that the cluster ${clusterName} takes, in the namespace ${site.key} of the management cluster.\n`;
  return {
    metadata: { name: clusterNames(clusterName).inventoryContract.name, namespace: site.key },
    // YAML 1.1 readers take Norway's country code for a boolean unless it is quoted.
    data: { "inventory-contract.yaml": heading + stringify(contract, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false }) },
  };
}
