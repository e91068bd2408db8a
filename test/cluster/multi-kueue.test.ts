import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kueueConfiguration } from "../../components/kubernetes/kueue-configuration.ts";
import { assumed } from "../../components/lib/fact.ts";
import { parseStack } from "../../components/stack/parse.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import { startKueue } from "../rigs/cluster/kueue.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { openTunnel, type Tunnel } from "../rigs/cluster/tunnel.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, listObjects } from "../support/cluster.ts";
import { isSuspended, jobOf, nodesOfRunning, podsOf, removeJobs, submit, waitForCondition, workloadOf } from "../support/jobs.ts";
import { layerCrds } from "../support/layer.ts";
import { addNodes, nodesOf } from "../support/nodes.ts";
import { PlainPulumi } from "../support/plain-pulumi.ts";
import { exampleCluster, exampleControlPlane, exampleStack } from "../support/specs.ts";

const why = "an example";
const kueue = "kueue.x-k8s.io/v1beta2";

/** A name that the certificate of a test cluster has, and that is no name of this machine. */
const workerName = "kubernetes.default.svc";

/** Two clusters of 13 hosts, of whose 104 GPUs 48 each are the tenant's, who may borrow the others. What is handed in at the first runs in the second. */
function stackOf(): StackInput {
  const tenants = { research: { guaranteedSharePercent: assumed(50, why), preemptionOrder: 1 } };
  const cluster = (host: string) =>
    exampleCluster({ gpus: assumed(104, why), kubernetes: { tenants }, controlPlane: exampleControlPlane(host) });
  // No address follows from a name.
  const named = cluster(workerName);
  const back = {
    ...named,
    controlPlane: { ...named.controlPlane, hostCidr: "10.1.0.0/28" },
    network: { ...named.network, hostCidr: "10.1.0.0/16" },
  };
  return exampleStack({
    clusters: { front: cluster("10.0.0.10"), back },
    multiKueue: { manager: "front", workers: ["back"], tenants: ["research"] },
  });
}

describe("a queue over two clusters", () => {
  let pulumi: PlainPulumi;
  let front: TestCluster;
  let back: TestCluster;
  let tunnel: Tunnel;
  afterAll(() => pulumi.remove());

  beforeAll(async () => {
    pulumi = await PlainPulumi.open("glomfjord");
    front = await startCluster({ crds: layerCrds });
    back = await startCluster({ scheduler: true, crds: layerCrds });
    const input = stackOf();
    const stack = parseStack("two-clusters.ts", input);
    const spec = stack.clusters["back"] as StackSpec["clusters"][string];
    await startKwok(back);
    tunnel = await openTunnel(Number(new URL(back.server).port));
    for (const cluster of [front, back]) await startKueue(cluster, kueueConfiguration(spec), tunnel.environment);
    await addNodes(back, spec, nodesOf("back", spec, { key: "example", spec: stack.site }));
    pulumi.declare(input);
    await pulumi.target({ front: front.kubeconfig, back: back.kubeconfig });
    return () => {
      tunnel.close();
      return Promise.all([front.stop(), back.stop()]);
    };
  });

  test("comes up in one go, with an account at the worker whose token no state or output shows", async () => {
    const output = await pulumi.up();
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "multikueue", namespace: "kueue-system" } };
    const { data } = (await getObject(back, secret)) as unknown as { data: { token: string } };
    const token = Buffer.from(data.token, "base64").toString("utf8");
    expect(token.split(".")).toHaveLength(3);
    const state = await pulumi.run("stack", "export");
    for (const text of [output, state]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(data.token);
    }
    expect(await pulumi.steps()).toEqual([]);
  });

  test("runs a job in the worker that was handed in at the manager", async () => {
    const job = jobOf("research", "elsewhere", 6, { queue: "site", gpusEach: 8 });
    await submit(front, job);
    const nodes = await nodesOfRunning(back, job);
    expect(nodes).toHaveLength(6);
    expect(nodes.filter((name) => name.startsWith("back-"))).toEqual(nodes);
    expect(await podsOf(front, job)).toEqual([]);
    // The job may run there before the manager's own record says where.
    await waitFor("the manager to say where it runs", 60, async () => {
      const { status } = (await workloadOf(front, job)) as { status?: { clusterName?: string } };
      return status?.clusterName === "back" ? undefined : `it says ${String(status?.clusterName)}`;
    });

    // The tenant's share of the worker is in use, and no queue there lends: its own queue holds the next one.
    const next = jobOf("research", "next", 1, { queue: "site", gpusEach: 8 });
    await submit(front, next);
    const { message } = await waitForCondition(back, next, "QuotaReserved", "False");
    expect(message).toBe(
      "couldn't assign flavors to pod set main: insufficient unused quota for nvidia.com/gpu in flavor b200, 8 more needed",
    );
    expect(await isSuspended(front, next)).toBe(true);

    await removeJobs(front, job);
    expect(await nodesOfRunning(back, next)).toHaveLength(1);
    await removeJobs(front, next);
    await waitFor("the worker to be rid of both jobs", 60, async () => {
      const kinds = [
        { apiVersion: "batch/v1", kind: "Job" },
        { apiVersion: kueue, kind: "Workload" },
      ];
      const left = (await Promise.all(kinds.map((kind) => listObjects(back, kind)))).flat();
      return left.length > 0 ? `it has ${left.map(({ metadata }) => metadata.name).join(", ")}` : undefined;
    });
  });

  test("takes no job that all workers together could not run", async () => {
    const job = jobOf("research", "too-wide", 14, { queue: "site", gpusEach: 8 });
    await submit(front, job);
    const { message } = await waitForCondition(front, job, "QuotaReserved", "False");
    expect(message).toBe(
      "couldn't assign flavors to pod set main: insufficient quota for nvidia.com/gpu in flavor b200, previously considered podsets requests (0) + current podset request (112) > maximum capacity (104)",
    );
    expect(await listObjects(back, { apiVersion: kueue, kind: "Workload" })).toEqual([]);
    await removeJobs(front, job);
  });
});
