import { spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { installCrds } from "../rigs/cluster/crds.ts";
import { callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { deleteObject, getObject, listObjects, strictApply } from "../support/cluster.ts";

const clusterQueue = {
  apiVersion: "kueue.x-k8s.io/v1beta2",
  kind: "ClusterQueue",
  metadata: { name: "tenant" },
  spec: { namespaceSelector: {}, cohortName: "site" },
};

describe("the test cluster", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ scheduler: true, crds: ["kueue.x-k8s.io"] });
    return async () => {
      await cluster.stop();
      expect(existsSync(cluster.directory)).toBe(false);
      await expect(callApi(cluster, { path: "/version" })).rejects.toMatchObject({ code: "ECONNREFUSED" });
    };
  });

  it("serves the pinned Kubernetes release", async () => {
    expect(await callApi(cluster, { path: "/version" })).toMatchObject({ gitVersion: "v1.36.3", major: "1", minor: "36" });
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
    await expect(strictApply(cluster, wrong)).rejects.toMatchObject({
      message:
        "PATCH /api/v1/namespaces/default/configmaps/facts: failed to create typed patch object (/facts; /v1, Kind=ConfigMap): .dta: field not declared in schema",
    });
  });

  it("names the kinds that it serves when asked for another", async () => {
    const wrong = { apiVersion: "scheduling.k8s.io/v1", kind: "Priority", metadata: { name: "urgent" } };
    await expect(getObject(cluster, wrong)).rejects.toMatchObject({
      message: "got the kind Priority, want one that scheduling.k8s.io/v1 serves: PriorityClass; fix: install its CRD",
    });
  });

  it("deletes a namespace with what is in it", async () => {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "tenant" } };
    const facts = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "facts", namespace: "tenant" } };
    await strictApply(cluster, namespace);
    await strictApply(cluster, { ...facts, data: { pue: "1.1" } });
    expect(await getObject(cluster, facts)).toMatchObject({ data: { pue: "1.1" } });

    await deleteObject(cluster, namespace);

    await expect(getObject(cluster, facts)).rejects.toMatchObject({ status: 404 });
  });

  it("deletes what an object owns before the object", async () => {
    const owner = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "owner" } };
    const { metadata } = await strictApply(cluster, owner);
    const ownerReferences = [{ apiVersion: "v1", kind: "ConfigMap", name: "owner", uid: metadata["uid"], blockOwnerDeletion: true }];
    await strictApply(cluster, { ...owner, metadata: { name: "owned", labels: { part: "owned" }, ownerReferences } });
    const owned = () => listObjects(cluster, owner, { namespace: "default", labelSelector: "part=owned" });
    expect(await owned()).toMatchObject([{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "owned" } }]);

    await deleteObject(cluster, owner, { propagation: "Foreground" });

    expect(await owned()).toEqual([]);
  });

  it("binds a pod to a node", async () => {
    const node = { apiVersion: "v1", kind: "Node", metadata: { name: "host" } };
    await strictApply(cluster, node);
    await callApi(cluster, {
      method: "PATCH",
      path: "/api/v1/nodes/host/status",
      query: { fieldManager: "test" },
      contentType: "application/apply-patch+yaml",
      body: { ...node, status: { allocatable: { pods: "1" } } },
    });
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "job" } };
    // No kubelet reports the node ready.
    const spec = { tolerations: [{ operator: "Exists" }], containers: [{ name: "main", image: "none" }] };
    await strictApply(cluster, { ...pod, spec });
    await waitFor("the pod to be bound", 30, async () => {
      const { spec: bound } = (await getObject(cluster, pod)) as unknown as { spec: { nodeName?: string } };
      return bound.nodeName === "host" ? undefined : `its node is ${String(bound.nodeName)}`;
    });
  });

  it("starts again what ends by itself, as often as it is told to", async () => {
    const starts = join(cluster.directory, "starts");
    const script = 'echo started >> "$0"; test $(wc -l < "$0") -ge 2 && exec sleep 600; exit 3';
    cluster.run({ name: "flaky", command: "/bin/sh", args: ["-c", script, starts], restarts: 1 });
    await waitFor("the second start", 30, async () => {
      const text = existsSync(starts) ? await readFile(starts, "utf8") : "";
      return text === "started\nstarted\n" ? undefined : text;
    });
    expect(await callApi(cluster, { path: "/readyz" })).toBe("ok");
  });

  describe("with the CRDs of Kueue", () => {
    it("refuses a field that its schema does not have, and says which", async () => {
      const wrong = { ...clusterQueue, spec: { ...clusterQueue.spec, cohort: "site" } };
      await expect(strictApply(cluster, wrong)).rejects.toMatchObject({
        message:
          "PATCH /apis/kueue.x-k8s.io/v1beta2/clusterqueues/tenant: failed to create typed patch object (/tenant; kueue.x-k8s.io/v1beta2, Kind=ClusterQueue): .spec.cohort: field not declared in schema",
      });
    });

    it("refuses a value that its schema does not allow", async () => {
      const wrong = { ...clusterQueue, spec: { ...clusterQueue.spec, stopPolicy: "Pause" } };
      await expect(strictApply(cluster, wrong)).rejects.toThrow(
        'ClusterQueue.kueue.x-k8s.io "tenant" is invalid: [spec.stopPolicy: Unsupported value: "Pause": supported values: "None", "Hold", "HoldAndDrain"',
      );
    });

    it("stores nothing in a dry run", async () => {
      expect(await strictApply(cluster, clusterQueue, { dryRun: true })).toMatchObject(clusterQueue);
      await expect(getObject(cluster, clusterQueue)).rejects.toMatchObject({ status: 404 });
    });

    it("accepts a right object with the schema's defaults, and deletes it in the foreground", async () => {
      expect((await strictApply(cluster, clusterQueue))["spec"]).toEqual({
        namespaceSelector: {},
        cohortName: "site",
        flavorFungibility: { whenCanBorrow: "MayStopSearch", whenCanPreempt: "TryNextFlavor" },
        preemption: { borrowWithinCohort: { policy: "Never" }, reclaimWithinCohort: "Never", withinClusterQueue: "Never" },
        queueingStrategy: "BestEffortFIFO",
        stopPolicy: "None",
      });
      await deleteObject(cluster, clusterQueue, { propagation: "Foreground" });
      await expect(getObject(cluster, clusterQueue)).rejects.toMatchObject({ status: 404 });
    });
  });

  describe("installCrds", () => {
    it("installs the CRDs of the groups that it is given, from Go modules", async () => {
      const groups = [
        "cluster.x-k8s.io",
        "bootstrap.cluster.x-k8s.io",
        "controlplane.cluster.x-k8s.io",
        "external-secrets.io",
        "snapshot.storage.k8s.io",
      ];
      expect(await installCrds(cluster, groups)).toEqual([
        "clusterclasses.cluster.x-k8s.io",
        "clusterexternalsecrets.external-secrets.io",
        "clusterpushsecrets.external-secrets.io",
        "clusters.cluster.x-k8s.io",
        "clustersecretstores.external-secrets.io",
        "externalsecrets.external-secrets.io",
        "kubeadmconfigs.bootstrap.cluster.x-k8s.io",
        "kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io",
        "kubeadmcontrolplanes.controlplane.cluster.x-k8s.io",
        "kubeadmcontrolplanetemplates.controlplane.cluster.x-k8s.io",
        "machinedeployments.cluster.x-k8s.io",
        "machinedrainrules.cluster.x-k8s.io",
        "machinehealthchecks.cluster.x-k8s.io",
        "machinepools.cluster.x-k8s.io",
        "machines.cluster.x-k8s.io",
        "machinesets.cluster.x-k8s.io",
        "pushsecrets.external-secrets.io",
        "secretstores.external-secrets.io",
        "volumesnapshotclasses.snapshot.storage.k8s.io",
        "volumesnapshotcontents.snapshot.storage.k8s.io",
        "volumesnapshots.snapshot.storage.k8s.io",
      ]);
    });

    it("installs CRDs that no module has, from this repository", async () => {
      expect(await installCrds(cluster, ["infrastructure.cluster.x-k8s.io"])).toEqual([
        "metal3clustertemplates.infrastructure.cluster.x-k8s.io",
        "metal3datatemplates.infrastructure.cluster.x-k8s.io",
        "metal3machinetemplates.infrastructure.cluster.x-k8s.io",
      ]);
      const template = {
        apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
        kind: "Metal3ClusterTemplate",
        metadata: { name: "site" },
        spec: { template: { spec: { controlPlaneEndpoint: { host: "10.0.0.1", port: 6443 } } } },
      };
      expect(await strictApply(cluster, template, { dryRun: true })).toMatchObject(template);
    });

    it("refuses a group that it does not know", async () => {
      await expect(installCrds(cluster, ["kueue.x-k8s.io", "example.com"])).rejects.toThrow(
        /^CRDs: got example\.com, want of acme\.cert-manager\.io, /,
      );
    });
  });
});

describe("startCluster", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("leaves nothing behind when the process that called it is killed", async () => {
    const start = join(import.meta.dirname, "../rigs/cluster/start.ts");
    const program = `
      import { startCluster } from ${JSON.stringify(start)};
      const { server, token, certificateAuthority, directory } = await startCluster();
      process.stdout.write(JSON.stringify({ server, token, certificateAuthority, directory }));
      setInterval(() => undefined, 1000);
    `;
    const user = spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
    const [said] = (await once(user.stdout, "data")) as [Buffer];
    const cluster = JSON.parse(said.toString()) as Omit<TestCluster, "kubeconfig" | "stop">;
    expect(await callApi(cluster, { path: "/readyz" })).toBe("ok");

    user.kill("SIGKILL");

    await waitFor("the cluster to end", 30, () => Promise.resolve(existsSync(cluster.directory) ? cluster.directory : undefined));
    await expect(callApi(cluster, { path: "/readyz" })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("says which process failed, with the end of its log", async () => {
    const binaries = await mkdtemp(join(tmpdir(), "no-etcd-"));
    await writeFile(join(binaries, "etcd"), "#!/bin/sh\necho no space left\nexit 3\n", { mode: 0o755 });
    await writeFile(join(binaries, "kube-apiserver"), "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
    await expect(startCluster({ binaries })).rejects.toMatchObject({
      message: "the test cluster did not start: [cluster] etcd ended by itself (exit code 3); the end of its log:\nno space left",
    });
    await rm(binaries, { recursive: true });
  });
});
