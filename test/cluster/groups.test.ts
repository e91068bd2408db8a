import { beforeAll, describe, expect, test } from "vitest";
import { kueueConfiguration } from "../../components/kubernetes/kueue-configuration.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { startKueue } from "../rigs/cluster/kueue.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { startLeaderWorkerSet } from "../rigs/cluster/leader-worker-set.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { listObjects, strictApply, type ServerObject } from "../support/cluster.ts";
import { channelTemplate, publishChannels, publishGpus } from "../support/devices.ts";
import { endpointObjects, exampleInference, groupedEndpoint, namespaceObjects, servingStack } from "../support/inference.ts";
import { inOneDomain, jobOf, nodesOfRunning, submit } from "../support/jobs.ts";
import { applyLayer } from "../support/layer.ts";
import { addNodes, nodesOf } from "../support/nodes.ts";
import { volumeOf } from "../support/volumes.ts";
import { endpointPlan, planLayer } from "../support/plans.ts";

type Allocation = StackSpec["clusters"][string]["kubernetes"]["deviceAllocation"];

/** Two groups of two hosts of racks. */
const stackOf = (deviceAllocation: Allocation): StackSpec =>
  servingStack(exampleInference({ r1: groupedEndpoint() }, "racks"), (stack) => {
    Object.assign(stack.clusters["racks"]?.kubernetes ?? {}, { deviceAllocation });
  });

interface Pod extends ServerObject {
  readonly metadata: ServerObject["metadata"] & { readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly nodeName?: string; readonly affinity?: unknown };
  readonly status: { readonly phase: string };
}

/** Kinds that an endpoint's engines need no controller of. */
const applied = new Set(["PersistentVolumeClaim", "ResourceClaimTemplate", "LeaderWorkerSet", "Service"]);

describe.each([
  ["counted GPUs, which the queue packs", "device-plugin"],
  ["claimed GPUs, which the scheduler places", "dra"],
] as const)("engines that span hosts, with %s,", (_, deviceAllocation) => {
  const stack = stackOf(deviceAllocation);
  const spec = stack.clusters["racks"] as StackSpec["clusters"][string];
  const nodes = nodesOf("racks", spec, { key: "example", spec: stack.site }).slice(0, 54);
  const domains = new Map(nodes.map(({ name, labels }) => [name, labels[topologyKeys.acceleratorDomain]]));
  let cluster: TestCluster;

  beforeAll(async () => {
    const crds = ["disaggregatedset.x-k8s.io", "kueue.x-k8s.io", "leaderworkerset.x-k8s.io", "monitoring.coreos.com"];
    cluster = await startCluster({ scheduler: true, crds });
    await startKwok(cluster);
    await startKueue(cluster, kueueConfiguration(spec));
    await startLeaderWorkerSet(cluster);
    await addNodes(cluster, spec, nodes);
    await publishChannels(cluster, nodes);
    const { devices } = planLayer("racks", stack);
    if (devices.mode === "dra") {
      await publishGpus(cluster, nodes);
      await strictApply(cluster, { apiVersion: "resource.k8s.io/v1", kind: "DeviceClass", ...devices.deviceClass });
    }
    await applyLayer(cluster, "racks", stack);
    for (const object of namespaceObjects("racks", "research", stack)) await strictApply(cluster, object);
    return () => cluster.stop();
  });

  const podsWith = async (labels: Readonly<Record<string, string>>) =>
    (await listObjects(
      cluster,
      { apiVersion: "v1", kind: "Pod" },
      {
        namespace: "inference-research",
        labelSelector: Object.entries(labels)
          .map((label) => label.join("="))
          .join(","),
      },
    )) as Pod[];
  const pods = () => podsWith({ "app.kubernetes.io/component": "inference-engine" });

  test("run in groups, each let in as a whole, on hosts of one NVLink domain", async () => {
    await strictApply(cluster, channelTemplate("inference-research", "r1-channel"));
    await strictApply(cluster, volumeOf("weights", "ReadWriteMany"));
    // If the queue packs, a host is left in each of two domains: a group that is not packed would take these.
    for (const job of (deviceAllocation === "dra" ? [] : ["first", "second"]).map((name) =>
      jobOf("research", name, 17, { annotations: inOneDomain }),
    )) {
      await submit(cluster, job);
      await nodesOfRunning(cluster, job);
    }
    for (const object of endpointObjects("r1", stack).filter(({ kind }) => applied.has(kind))) await strictApply(cluster, object);
    await waitFor("two groups of two", 120, async () => {
      const all = await pods();
      const running = all.filter(({ status }) => status.phase === "Running");
      return running.length === 4 ? undefined : `${running.length} of ${all.length} run`;
    });
    const groups = Map.groupBy(await pods(), ({ metadata }) => metadata.labels["leaderworkerset.sigs.k8s.io/group-index"]);
    expect([...groups.keys()].sort()).toEqual(["0", "1"]);
    for (const group of groups.values()) {
      expect(group).toHaveLength(2);
      expect(new Set(group.map(({ spec: { nodeName } }) => domains.get(nodeName ?? ""))).size).toBe(1);
    }
  });

  test("come to the others of their own group alone, where the queue does not say which host", async () => {
    for (const { metadata, spec: pod } of await pods()) {
      const key = "leaderworkerset.sigs.k8s.io/group-key";
      const withItsGroup = {
        topologyKey: topologyKeys.acceleratorDomain,
        labelSelector: {
          matchLabels: { "nscale.com/pool": "r1" },
          matchExpressions: [{ key, operator: "In", values: [metadata.labels[key]] }],
        },
        matchLabelKeys: [key],
      };
      const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [withItsGroup] } };
      expect(pod.affinity).toEqual(deviceAllocation === "dra" ? affinity : undefined);
    }
  });

  test("answer through their leaders alone", async () => {
    const { matchLabels } = endpointPlan("r1", stack).pools["r1"]?.pool.spec.selector ?? { matchLabels: {} };
    expect((await podsWith(matchLabels)).map(({ metadata }) => metadata.name).sort()).toEqual(["r1-0", "r1-1"]);
  });
});
