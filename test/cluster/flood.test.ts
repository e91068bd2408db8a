import { beforeAll, describe, expect, test } from "vitest";
import { kueueConfiguration } from "../../components/kubernetes/kueue-configuration.ts";
import { assumed } from "../../components/lib/fact.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import { startKueue } from "../rigs/cluster/kueue.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { ApiError, callApi, type ClusterAccess, type Identity } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, type ServerObject } from "../support/cluster.ts";
import { tenantLike } from "../support/invalid.ts";
import { isSuspended, jobOf, nodesOfRunning, podsOf, removeJobs, submit, waitForCondition } from "../support/jobs.ts";
import { applyLayer } from "../support/layer.ts";
import { addNodes, nodesOf } from "../support/nodes.ts";
import { exampleCluster, exampleSpec, exampleStack } from "../support/specs.ts";

const why = "an example";
const share = (percent: number) => ({ guaranteedSharePercent: assumed(percent, why), preemptionOrder: 1 });

/** Four racks: 54 of 72 hosts are guaranteed to the owner, 18 to a neighbour who misbehaves. */
function stackOfNeighbours(): StackSpec {
  const { tenants } = exampleStack();
  const like = (name: string) => tenantLike(tenants["research"] as StackInput["tenants"][string], name);
  const racks = exampleCluster({
    accelerator: "gb300-nvl72",
    gpus: assumed(288, why),
    scalableUnitUnits: assumed(2, why),
    kubernetes: { tenants: { owner: share(75), neighbour: share(25) } },
  });
  return exampleSpec({ tenants: { owner: like("owner"), neighbour: like("neighbour") }, clusters: { racks } });
}

const asUser = (cluster: ClusterAccess, tenant: string): ClusterAccess => {
  const as: Identity = { user: `${tenant}-person`, groups: [`${tenant}-users`, "system:authenticated"] };
  return { ...cluster, as };
};

describe("a tenant whose neighbour misbehaves", () => {
  const stack = stackOfNeighbours();
  const spec = stack.clusters["racks"] as StackSpec["clusters"][string];
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ scheduler: true, crds: ["jobset.x-k8s.io", "kueue.x-k8s.io", "leaderworkerset.x-k8s.io"] });
    await startKwok(cluster);
    await startKueue(cluster, kueueConfiguration(spec));
    await addNodes(cluster, spec, nodesOf("racks", spec, { key: "narvik", spec: stack.site }));
    await applyLayer(cluster, "racks", stack);
    return () => cluster.stop();
  });

  /** All of the owner's guarantee, with all that comes with its GPUs. */
  const guaranteed = (name: string) => jobOf("owner", name, 54, { processorsEach: 124 });
  const hand = (tenant: string, job: ServerObject) => submit(asUser(cluster, tenant), job);

  const refusal = async (write: Promise<unknown>): Promise<string> => {
    try {
      await write;
      return "nothing";
    } catch (error) {
      if (error instanceof ApiError) return error.message;
      throw error;
    }
  };

  test("gets its guarantee back from work without GPUs, which holds processors of every host", async () => {
    const flood = jobOf("neighbour", "flood", 72, { gpusEach: 0, processorsEach: 120, queue: undefined });
    await hand("neighbour", flood);
    expect(new Set(await nodesOfRunning(cluster, flood)).size).toBe(72);
    const own = guaranteed("after-processors");
    await hand("owner", own);
    expect(new Set(await nodesOfRunning(cluster, own)).size).toBe(54);
    expect((await waitForCondition(cluster, flood, "Evicted", "True")).reason).toBe("Preempted");
    await removeJobs(cluster, own, flood);
  });

  test("gets it from many small ones, and only as many of them go as must", async () => {
    const small = Array.from({ length: 12 }, (_, index) =>
      jobOf("neighbour", `small-${index}`, 6, { gpusEach: 0, processorsEach: 120, queue: undefined }),
    );
    for (const job of small) await hand("neighbour", job);
    for (const job of small) await nodesOfRunning(cluster, job);
    const own = guaranteed("after-many");
    await hand("owner", own);
    expect(await nodesOfRunning(cluster, own)).toHaveLength(54);
    const suspended = await Promise.all(small.map((job) => isSuspended(cluster, job)));
    expect(suspended.filter((each) => !each)).toHaveLength(3);
    await removeJobs(cluster, own, ...small);
  });

  test("loses nothing to pods that are said to be a controller's", async () => {
    const parent = jobOf("neighbour", "parent", 1, { queue: undefined });
    await hand("neighbour", parent);
    const { metadata } = await getObject(cluster, parent);
    const { template } = parent["spec"] as { template: { spec: object } };
    const forged = Array.from({ length: 72 }, (_, index) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name: `forged-${index}`,
        ownerReferences: [{ apiVersion: "batch/v1", kind: "Job", name: "parent", uid: metadata["uid"], controller: true }],
      },
      spec: template.spec,
    }));
    const path = "/api/v1/namespaces/tenant-neighbour/pods";
    for (const body of forged) {
      expect(await refusal(callApi(asUser(cluster, "neighbour"), { method: "POST", path, body }))).toContain(
        "only a controller names a controller in ownerReferences",
      );
    }
    const own = guaranteed("after-forged");
    await hand("owner", own);
    expect(await nodesOfRunning(cluster, own)).toHaveLength(54);
    expect(await podsOf(cluster, parent)).toEqual([]);
    await removeJobs(cluster, own, parent);
  });

  test("may write objects when the neighbour has as many as it may", async () => {
    const write = (tenant: string, index: number) =>
      callApi(asUser(cluster, tenant), {
        method: "POST",
        path: `/api/v1/namespaces/tenant-${tenant}/configmaps`,
        body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: `object-${index}` } },
      });
    const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "gpu", namespace: "tenant-neighbour" } };
    await waitFor("the quota to be counted", 60, async () =>
      (await getObject(cluster, quota))["status"] === undefined ? "it has no status" : undefined,
    );
    const answers = await Promise.all(Array.from({ length: 300 }, (_, index) => refusal(write("neighbour", index))));
    // One is the certificate that Kubernetes itself puts into each namespace.
    expect(answers.filter((each) => each === "nothing")).toHaveLength(255);
    expect(answers.find((each) => each !== "nothing")).toContain(
      "exceeded quota: gpu, requested: count/configmaps=1, used: count/configmaps=256, limited: count/configmaps=256",
    );
    expect(await refusal(write("owner", 0))).toBe("nothing");
  });

  test("has its own flow of requests to the API server", async () => {
    const dispatched = async (schema: string) => {
      const text = String(await callApi(cluster, { path: "/metrics" }));
      const line = text
        .split("\n")
        .find(
          (each) =>
            each.startsWith("apiserver_flowcontrol_dispatched_requests_total{") &&
            each.includes(`flow_schema="${schema}",priority_level="nscale-tenants"`),
        );
      return Number(line?.split(" ").at(-1) ?? 0);
    };
    await waitFor("the flow of a tenant", 60, async () => {
      await callApi(asUser(cluster, "owner"), { path: "/api/v1/namespaces/tenant-owner/pods" });
      return (await dispatched("nscale-tenant-owner")) > 0 ? undefined : "it has no request";
    });
    const [own, others] = [await dispatched("nscale-tenant-owner"), await dispatched("nscale-tenant-neighbour")];
    for (let index = 0; index < 5; index++) {
      await callApi(asUser(cluster, "neighbour"), { path: "/api/v1/namespaces/tenant-neighbour/pods" });
    }
    expect([await dispatched("nscale-tenant-owner"), await dispatched("nscale-tenant-neighbour")]).toEqual([own, others + 5]);
  });

  test("sees its own share and queue, and nobody else's", async () => {
    const read = (tenant: string, queue: string) =>
      refusal(callApi(asUser(cluster, tenant), { path: `/apis/kueue.x-k8s.io/v1beta2/clusterqueues/${queue}` }));
    expect(await read("owner", "owner")).toBe("nothing");
    expect(await read("owner", "owner.idle")).toBe("nothing");
    expect(await read("owner", "neighbour")).toContain("is forbidden");
  });
});
