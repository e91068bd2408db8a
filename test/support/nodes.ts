import { hostOf } from "../../components/capacity/host-parts.ts";
import { accelerators } from "../../components/catalog/accelerators.ts";
import { planGpuCluster, type ClusterSite } from "../../components/cluster/plan/index.ts";
import type { GpuClusterSpec } from "../../components/schema/cluster.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import { callApi, type ClusterAccess } from "../rigs/cluster/rest.ts";
import { waitFor } from "../rigs/cluster/wait.ts";

/** A host as the kubelet of our image would register it. */
export interface PlannedNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly gpus: number;
}

/**
 * The nodes of a cluster as its plan declares them: the labels and the hosts of each scalable unit are the plan's own, handed on from its machine deployment.
 * The inventory is the test's: each scalable unit on a leaf of the fabric of its own, each scale-up domain named after its place in it.
 */
export function nodesOf(name: string, spec: GpuClusterSpec, site: ClusterSite): PlannedNode[] {
  const { nodeLabels, scalableUnits, objects } = planGpuCluster(name, spec, site);
  const deployments = new Map(objects.cluster.spec.topology.workers.machineDeployments.map((each) => [each.name, each.metadata]));
  const { unit, scaleUpDomainGpus } = accelerators[spec.accelerator];
  const hostsInDomain = scaleUpDomainGpus / unit.gpusPerHost;
  return scalableUnits.flatMap((scalableUnit) =>
    Array.from({ length: scalableUnit.hosts }, (_, host) => {
      const node = `${name}-${scalableUnit.name}-${host}`;
      const inventory: Record<string, string> = {
        [topologyKeys.fabricTier2]: "spine-1",
        [topologyKeys.fabricTier1]: "spine-1",
        [topologyKeys.fabricTier0]: scalableUnit.name,
        [topologyKeys.acceleratorDomain]: `${scalableUnit.name}-domain-${Math.floor(host / hostsInDomain)}`,
      };
      const perHost = Object.fromEntries(nodeLabels.perHost.map((label) => [label, inventory[label] ?? "unknown"]));
      return {
        name: node,
        gpus: unit.gpusPerHost,
        labels: { ...nodeLabels.fixed, ...deployments.get(scalableUnit.name)?.labels, ...perHost, "kubernetes.io/hostname": node },
      };
    }),
  );
}

/** Registers a node, as its kubelet would. */
export const addNode = (
  cluster: ClusterAccess,
  node: { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly resources: Readonly<Record<string, string>> },
): Promise<unknown> =>
  callApi(cluster, {
    method: "POST",
    path: "/api/v1/nodes",
    body: {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: node.name, labels: node.labels },
      status: { allocatable: node.resources, capacity: node.resources },
    },
  });

/** Registers a cluster's nodes, and waits until kwok has them ready and nothing keeps pods from them. */
export async function addNodes(cluster: ClusterAccess, spec: GpuClusterSpec, nodes: readonly PlannedNode[]): Promise<void> {
  const { deviceResource } = accelerators[spec.accelerator];
  await forEach(nodes, async (node) => {
    const gpus = spec.kubernetes.deviceAllocation === "dra" ? {} : { [deviceResource]: String(node.gpus) };
    const { processors, memoryGibibytes } = hostOf(spec);
    await addNode(cluster, { ...node, resources: { cpu: String(processors), memory: `${memoryGibibytes}Gi`, pods: "110", ...gpus } });
  });
  // One by one: the list of thousands of nodes is many megabytes.
  await forEach(nodes, ({ name }) =>
    waitFor(`node ${name} to be ready`, readyWithinSeconds, async () => {
      const found = (await callApi(cluster, { path: `/api/v1/nodes/${name}` })) as { spec: { taints?: { key: string }[] } };
      return found.spec.taints?.map(({ key }) => key).join(", ");
    }),
  );
}

const readyWithinSeconds = 300;
const atOnce = 32;

/** Does something with each, a few at a time. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = items.toReversed();
  const worker = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
