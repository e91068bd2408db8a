import { beforeAll, describe, expect, test } from "vitest";
import { kueueConfiguration } from "../../components/kubernetes/kueue-configuration.ts";
import { assumed } from "../../components/lib/fact.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import { startKueue } from "../rigs/cluster/kueue.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { getObject, strictApply } from "../support/cluster.ts";
import { channelTemplate, publishChannels } from "../support/devices.ts";
import { tenantLike } from "../support/invalid.ts";
import {
  inDomainsOf,
  inOneDomain,
  isSuspended,
  jobOf,
  nodesOfRunning,
  podsOf,
  removeJobs,
  submit,
  waitForCondition,
} from "../support/jobs.ts";
import { applyLayer } from "../support/layer.ts";
import { addNodes, nodesOf, type PlannedNode } from "../support/nodes.ts";
import { exampleCluster, exampleSpec, exampleStack } from "../support/specs.ts";
import { planLayer } from "../support/plans.ts";

const why = "an example";
const share = (percent: number, preemptionOrder: number) => ({ guaranteedSharePercent: assumed(percent, why), preemptionOrder });

/** Four racks in two rows: 288 GPUs, of which half are the owner's and a quarter each of two tenants that borrow. */
function stackOfRacks(): StackSpec {
  const { tenants } = exampleStack();
  const like = (name: string) => tenantLike(tenants["research"] as StackInput["tenants"][string], name);
  const racks = exampleCluster({
    accelerator: "gb300-nvl72",
    gpus: assumed(288, why),
    scalableUnitUnits: assumed(2, why),
    kubernetes: { tenants: { owner: share(50, 3), early: share(25, 1), late: share(25, 2) } },
  });
  return exampleSpec({ tenants: { owner: like("owner"), early: like("early"), late: like("late") }, clusters: { racks } });
}

describe("the queues of a cluster of four racks", () => {
  const stack = stackOfRacks();
  const spec = stack.clusters["racks"] as StackSpec["clusters"][string];
  const nodes = new Map<string, PlannedNode>(nodesOf("racks", spec, { key: "narvik", spec: stack.site }).map((node) => [node.name, node]));
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ scheduler: true, crds: ["kueue.x-k8s.io"] });
    await startKwok(cluster);
    await startKueue(cluster, kueueConfiguration(spec));
    await addNodes(cluster, spec, [...nodes.values()]);
    await applyLayer(cluster, "racks", stack);
    return () => cluster.stop();
  });

  /** The values of a node label over the nodes that a job runs on, each with its number of nodes. */
  const countBy = (names: readonly string[], label: string): Record<string, number> =>
    Object.fromEntries(
      [...Map.groupBy(names, (name) => nodes.get(name)?.labels[label] ?? "unlabelled")].map(([value, all]) => [value, all.length]),
    );

  test("the queues are as they were declared, and together no more than the cluster", async () => {
    const plan = planLayer("racks", stack);
    for (const { clusterQueue } of Object.values(plan.tenants)) {
      const object = { apiVersion: "kueue.x-k8s.io/v1beta2", kind: "ClusterQueue", ...clusterQueue };
      expect(await getObject(cluster, object)).toMatchObject(clusterQueue);
    }
    expect(Object.values(plan.tenants).map(({ guaranteedGpus }) => guaranteedGpus)).toEqual([144, 72, 72]);
    expect([...nodes.values()].reduce((sum, { gpus }) => sum + gpus, 0)).toBe(288);
  });

  test("a job of 72 GPUs lands in one NVLink domain", async () => {
    const job = jobOf("owner", "one-domain", 18, { annotations: inOneDomain });
    await submit(cluster, job);
    expect(Object.values(countBy(await nodesOfRunning(cluster, job), topologyKeys.acceleratorDomain))).toEqual([18]);
    await removeJobs(cluster, job);
  });

  test("a job of 144 GPUs takes two whole domains of one scalable unit", async () => {
    const job = jobOf("owner", "two-domains", 36, { annotations: inDomainsOf(18) });
    await submit(cluster, job);
    const placed = await nodesOfRunning(cluster, job);
    expect(Object.values(countBy(placed, topologyKeys.acceleratorDomain))).toEqual([18, 18]);
    expect(Object.values(countBy(placed, topologyKeys.fabricTier0))).toEqual([36]);
    await removeJobs(cluster, job);
  });

  test("a job that fits no domain waits, and says why", async () => {
    const job = jobOf("owner", "too-wide", 19, { annotations: inOneDomain });
    await submit(cluster, job);
    const { reason, message } = await waitForCondition(cluster, job, "QuotaReserved", "False");
    expect({ reason, message }).toEqual({
      reason: "Pending",
      message: 'couldn\'t assign flavors to pod set main: topology "fabric" allows to fit only 18 out of 19 pod(s)',
    });
    expect(await isSuspended(cluster, job)).toBe(true);
    await removeJobs(cluster, job);
  });

  test("a job in a domain of its own, whose pods claim a channel into it, is packed all the same", async () => {
    await publishChannels(cluster, [...nodes.values()]);
    await strictApply(cluster, channelTemplate("tenant-owner"));
    const job = jobOf("owner", "compute-domain", 18, { annotations: inOneDomain, claims: ["channel"] });
    await submit(cluster, job);
    expect(Object.values(countBy(await nodesOfRunning(cluster, job), topologyKeys.acceleratorDomain))).toEqual([18]);
    await removeJobs(cluster, job);
  });

  test("a job that asks for no GPU is let in too", async () => {
    const job = jobOf("owner", "without-gpus", 1, { gpusEach: 0, queue: undefined });
    await submit(cluster, job);
    expect(await nodesOfRunning(cluster, job)).toHaveLength(1);
    await removeJobs(cluster, job);
  });

  test("a job with GPUs that names no queue waits, and says why", async () => {
    const job = jobOf("owner", "round-the-queue", 1, { queue: undefined });
    await submit(cluster, job);
    const { reason, message } = await waitForCondition(cluster, job, "QuotaReserved", "False");
    expect({ reason, message }).toEqual({
      reason: "Pending",
      message: "couldn't assign flavors to pod set main: resource nvidia.com/gpu unavailable in ClusterQueue",
    });
    expect(await isSuspended(cluster, job)).toBe(true);
    expect(await podsOf(cluster, job)).toEqual([]);
    await removeJobs(cluster, job);
  });

  test("what a tenant leaves idle is lent, and comes back in the declared order", async () => {
    const early = jobOf("early", "borrows", 36, { annotations: inDomainsOf(18) });
    const late = jobOf("late", "borrows", 36, { annotations: inDomainsOf(18) });
    const own = jobOf("owner", "returns", 36, { annotations: inDomainsOf(18) });
    // Kueue alone would take back what was lent last.
    await submit(cluster, early);
    await nodesOfRunning(cluster, early);
    await submit(cluster, late);
    const ofLate = await nodesOfRunning(cluster, late);
    expect(ofLate).toHaveLength(36);

    await submit(cluster, own);

    const { reason } = await waitForCondition(cluster, early, "Evicted", "True");
    expect(reason).toBe("Preempted");
    expect(await nodesOfRunning(cluster, own)).toHaveLength(36);
    expect(await nodesOfRunning(cluster, late)).toEqual(ofLate);
    expect(await podsOf(cluster, early)).toEqual([]);
    await removeJobs(cluster, own, late, early);
  });

  test("the pods of jobs are those that the disruption budget holds", async () => {
    const job = jobOf("owner", "held", 2);
    await submit(cluster, job);
    await nodesOfRunning(cluster, job);
    const { disruptionBudget } = planLayer("racks", stack).tenants["owner"] ?? {};
    const budget = { apiVersion: "policy/v1", kind: "PodDisruptionBudget", ...(disruptionBudget as { metadata: { name: string } }) };
    const pod = (await podsOf(cluster, job))[0];
    expect(Object.keys(pod?.metadata["labels"] ?? {})).toContain("kueue.x-k8s.io/podset");
    expect((await getObject(cluster, budget))["spec"]).toMatchObject({ minAvailable: 288 });
    await removeJobs(cluster, job);
  });
});
