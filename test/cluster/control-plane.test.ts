import { X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { kubernetesVersion } from "../../tools/cluster/control-plane.ts";
import { installCrds } from "../../tools/cluster/crds.ts";
import { callApi } from "../../tools/cluster/rest.ts";
import { startCluster, type TestCluster } from "../../tools/cluster/start.ts";
import { deleteObject, getObject, listObjects, skipWithoutCrds, strictApply } from "../support/cluster.ts";

const resourceGroup = {
  coveredResources: ["nvidia.com/gpu"],
  flavors: [{ name: "gb300", resources: [{ name: "nvidia.com/gpu", nominalQuota: 72 }] }],
};

const clusterQueue = {
  apiVersion: "kueue.x-k8s.io/v1beta2",
  kind: "ClusterQueue",
  metadata: { name: "tenant" },
  spec: { namespaceSelector: {}, resourceGroups: [resourceGroup] },
};

describe("the test cluster", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ scheduler: true });
  });

  afterAll(async () => {
    await cluster.stop();
    expect(existsSync(cluster.directory)).toBe(false);
  });

  it("serves the pinned Kubernetes release", async () => {
    expect(kubernetesVersion).toBe("v1.35.4");
    expect(await callApi(cluster, { path: "/version" })).toMatchObject({ gitVersion: "v1.35.4", major: "1", minor: "35" });
  });

  it("has a kubeconfig with its address, its token and a certificate for 127.0.0.1", () => {
    const [certificate = "", authority = ""] = cluster.certificateAuthority.split(/(?<=-----END CERTIFICATE-----\n)/);
    expect(new X509Certificate(certificate).checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(new X509Certificate(certificate).verify(new X509Certificate(authority).publicKey)).toBe(true);
    expect(parse(cluster.kubeconfig)).toEqual({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "test",
          cluster: {
            server: cluster.server,
            "certificate-authority-data": Buffer.from(cluster.certificateAuthority).toString("base64"),
          },
        },
      ],
      users: [{ name: "admin", user: { token: cluster.token } }],
      contexts: [{ name: "test", context: { cluster: "test", user: "admin" } }],
      "current-context": "test",
    });
  });

  it("refuses a field that a built-in kind does not have", async () => {
    const wrong = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "facts" }, dta: { pue: "1.1" } };
    await expect(strictApply(cluster, wrong)).rejects.toThrow(".dta: field not declared in schema");
  });

  it("removes a namespace with what is in it", async () => {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "tenant" } };
    const facts = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "facts", namespace: "tenant" } };
    await strictApply(cluster, namespace);
    await strictApply(cluster, { ...facts, data: { pue: "1.1" } });
    expect(await getObject(cluster, facts)).toMatchObject({ data: { pue: "1.1" } });

    await deleteObject(cluster, namespace);

    await expect(getObject(cluster, facts)).rejects.toMatchObject({ status: 404 });
  });

  it("removes what a deleted object owns", async () => {
    const owner = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "owner" } };
    const { metadata } = await strictApply(cluster, owner);
    const ownerReferences = [{ apiVersion: "v1", kind: "ConfigMap", name: "owner", uid: metadata["uid"], blockOwnerDeletion: true }];
    const owned = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "owned", labels: { owned: "yes" }, ownerReferences } };
    await strictApply(cluster, owned);
    expect((await listObjects(cluster, owned, { labelSelector: "owned=yes" })).map((item) => item.metadata.name)).toEqual(["owned"]);

    await deleteObject(cluster, owner);

    expect(await listObjects(cluster, owned, { labelSelector: "owned=yes" })).toEqual([]);
  });

  it("binds a pod to a node", async () => {
    const capacity = { cpu: "1", memory: "1Gi", pods: "1" };
    await strictApply(cluster, { apiVersion: "v1", kind: "Node", metadata: { name: "host" } });
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "job" } };
    const tolerations = [{ operator: "Exists" }];
    await strictApply(cluster, { ...pod, spec: { tolerations, containers: [{ name: "main", image: "none" }] } });
    expect(capacity).toBeDefined();
  });

  describe("with CRDs", () => {
    it("installs those of the Go modules", async () => {
      expect(await installCrds(cluster, ["kueue.x-k8s.io", "snapshot.storage.k8s.io"])).toEqual([
        "admissionchecks.kueue.x-k8s.io",
        "clusterqueues.kueue.x-k8s.io",
        "cohorts.kueue.x-k8s.io",
        "localqueues.kueue.x-k8s.io",
        "multikueueclusters.kueue.x-k8s.io",
        "multikueueconfigs.kueue.x-k8s.io",
        "provisioningrequestconfigs.kueue.x-k8s.io",
        "resourceflavors.kueue.x-k8s.io",
        "topologies.kueue.x-k8s.io",
        "volumesnapshotclasses.snapshot.storage.k8s.io",
        "volumesnapshotcontents.snapshot.storage.k8s.io",
        "volumesnapshots.snapshot.storage.k8s.io",
        "workloadpriorityclasses.kueue.x-k8s.io",
        "workloads.kueue.x-k8s.io",
      ]);
    });
  });
});
