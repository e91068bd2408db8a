import { kueueConfiguration } from "../../components/kubernetes/kueue-configuration.ts";
import { assumed } from "../../components/lib/fact.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { startKueue } from "../rigs/cluster/kueue.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { applyLayer } from "../support/layer.ts";
import { addNodes, nodesOf } from "../support/nodes.ts";
import { exampleCluster, exampleSpec } from "../support/specs.ts";
import { processesWith } from "./processes.ts";

const why = "an example";
const gpusInRack = 72;
const hostsInRack = 18;

/** A cluster of NVL72 racks with Kueue and a tenant who may have all of it. */
export interface Racks {
  readonly cluster: TestCluster;
  /** Kueue's process. */
  readonly kueue: number;
  /** Adds racks until there are so many. */
  growTo(racks: number): Promise<void>;
}

/** One stack of so many racks, whatever a single Kubernetes cluster supports: that is what is to be found out. */
function stackOf(racks: number): StackSpec {
  const tenants = { research: { guaranteedSharePercent: assumed(100, why), preemptionOrder: 1 } };
  const stack = exampleSpec({
    clusters: {
      racks: exampleCluster({
        accelerator: "gb300-nvl72",
        gpus: assumed(gpusInRack, why),
        scalableUnitUnits: assumed(8, why),
        kubernetes: { tenants },
      }),
    },
  });
  const spec = stack.clusters["racks"] as StackSpec["clusters"][string];
  return { ...stack, clusters: { racks: { ...spec, gpus: assumed(racks * gpusInRack, why) } } };
}

/** Starts a cluster with queues for at most so many racks, and none of them yet. */
export async function openRacks(most: number): Promise<Racks> {
  const stack = stackOf(most);
  const spec = stack.clusters["racks"] as StackSpec["clusters"][string];
  const cluster = await startCluster({ scheduler: true, crds: ["kueue.x-k8s.io"] });
  await startKwok(cluster);
  await startKueue(cluster, kueueConfiguration(spec));
  await applyLayer(cluster, "racks", stack);
  const [kueue] = processesWith(`${cluster.directory}/kueue.yaml`);
  if (kueue === undefined) throw new Error("Kueue's process is not to be found");
  const nodes = nodesOf("racks", spec, { key: "narvik", spec: stack.site });
  let added = 0;
  return {
    cluster,
    kueue,
    growTo: async (racks) => {
      await addNodes(cluster, spec, nodes.slice(added, racks * hostsInRack));
      added = racks * hostsInRack;
    },
  };
}
