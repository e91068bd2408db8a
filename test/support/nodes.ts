import { accelerators } from "../../components/catalog/accelerators.ts";
import { planGpuCluster, type ClusterSite } from "../../components/cluster/plan.ts";
import type { GpuClusterSpec } from "../../components/cluster/spec.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import { callApi, type ClusterAccess } from "../../tools/cluster/rest.ts";
import { waitFor } from "../../tools/cluster/wait.ts";
import { listObjects, type ServerObject } from "./cluster.ts";

/** A host as the kubelet of our image would register it. */
export interface PlannedNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly gpus: number;
}

/**
 * The nodes of a cluster as its plan declares them: the fixed labels and the hosts of each scalable unit are the plan's own.
 * The inventory is the test's: each scalable unit on a leaf of the fabric of its own, each scale-up domain named after its place in it.
 */
export function nodesOf(name: string, spec: GpuClusterSpec, site: ClusterSite): PlannedNode[] {
  const { nodeLabels, scalableUnits } = planGpuCluster(name, spec, site);
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
      return { name: node, gpus: unit.gpusPerHost, labels: { ...nodeLabels.fixed, ...perHost, "kubernetes.io/hostname": node } };
    }),
  );
}

const atOnce = 32;

/** Registers nodes, as their kubelets would, and waits until kwok has them ready and nothing keeps pods from them. */
export async function addNodes(cluster: ClusterAccess, spec: GpuClusterSpec, nodes: readonly PlannedNode[]): Promise<void> {
  const { deviceResource } = accelerators[spec.accelerator];
  const queue = [...nodes];
  const work = async () => {
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      // The catalogue says nothing of processors and memory; a host has more of them than any test's job asks for.
      const resources = { cpu: "128", memory: "2Ti", pods: "110", [deviceResource]: String(node.gpus) };
      await callApi(cluster, {
        method: "POST",
        path: "/api/v1/nodes",
        body: {
          apiVersion: "v1",
          kind: "Node",
          metadata: { name: node.name, labels: node.labels },
          status: { allocatable: resources, capacity: resources },
        },
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await waitFor("nodes to be ready", 300, async () => {
    const tainted = (await listObjects(cluster, { apiVersion: "v1", kind: "Node" })).filter(isTainted);
    return tainted.length > 0 ? `${tainted.length} are not` : undefined;
  });
}

const isTainted = (node: ServerObject) => ((node["spec"] as { taints?: unknown[] } | undefined)?.taints ?? []).length > 0;
