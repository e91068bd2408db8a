import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { Checkout, factsEntered } from "../support/checkout.ts";
import { deleteObject, getObject, listObjects, strictApply } from "../support/cluster.ts";
import { layerCrds } from "../support/layer.ts";
import { plannedSteps } from "../support/steps.ts";

const managementCrds = [
  "cluster.x-k8s.io",
  "bootstrap.cluster.x-k8s.io",
  "controlplane.cluster.x-k8s.io",
  "infrastructure.cluster.x-k8s.io",
  // Flux brings the network of each cluster.
  "helm.toolkit.fluxcd.io",
  "source.toolkit.fluxcd.io",
];
const kueue = "kueue.x-k8s.io/v1beta2";

/** The kinds of the stack that a cluster of tests may hold, with the namespaces that Kubernetes itself and the GPU operator's chart make left out. */
async function objects(cluster: TestCluster, kinds: readonly (readonly [string, string])[]): Promise<string[]> {
  const own = new Set(["default", "gpu-operator", "kube-node-lease", "kube-public", "kube-system"]);
  const found = await Promise.all(
    kinds.map(async ([apiVersion, kind]) =>
      (await listObjects(cluster, { apiVersion, kind }))
        .filter(({ metadata }) => !own.has(metadata.name) && !own.has(metadata.namespace ?? ""))
        .filter(({ metadata }) => metadata.name !== "kube-root-ca.crt")
        .map(({ metadata }) => `${kind} ${metadata.name}`),
    ),
  );
  return found.flat().sort();
}

const gpuClusterKinds = [
  ["v1", "Namespace"],
  ["v1", "ResourceQuota"],
  ["storage.k8s.io/v1", "StorageClass"],
  [kueue, "Topology"],
  [kueue, "ResourceFlavor"],
  [kueue, "ClusterQueue"],
  [kueue, "LocalQueue"],
] as const;

const layerOf = (sku: string) => [
  "ClusterQueue arctic-research",
  "ClusterQueue arctic-research.idle",
  "ClusterQueue nordic-ai",
  "ClusterQueue nordic-ai.idle",
  "LocalQueue gpu",
  "LocalQueue gpu",
  "Namespace monitoring",
  "Namespace tenant-arctic-research",
  "Namespace tenant-nordic-ai",
  `ResourceFlavor ${sku}`,
  "ResourceQuota gpu",
  "ResourceQuota gpu",
  "ResourceQuota no-system-priorities",
  "ResourceQuota no-system-priorities",
  "StorageClass durable",
  "StorageClass fast",
  "Topology fabric",
];

const machineKinds = [
  ["cluster.x-k8s.io/v1beta2", "Cluster"],
  ["cluster.x-k8s.io/v1beta2", "ClusterClass"],
  ["v1", "ConfigMap"],
] as const;

const machines = [
  "Cluster expansion-b300",
  "Cluster initial-b200",
  "ClusterClass expansion-b300",
  "ClusterClass initial-b200",
  "ConfigMap expansion-b300-inventory-contract",
  "ConfigMap initial-b200-inventory-contract",
  "ConfigMap site-facts",
];

let management: TestCluster;
let initial: TestCluster;
let expansion: TestCluster;

beforeAll(async () => {
  management = await startCluster({ crds: managementCrds });
  initial = await startCluster({ crds: layerCrds });
  expansion = await startCluster({ crds: layerCrds });
  return () => Promise.all([management, initial, expansion].map((cluster) => cluster.stop()));
});

function configure(
  checkout: Checkout,
  targets: Readonly<Record<string, string>>,
  kubeconfigs: Readonly<Record<string, TestCluster>>,
): void {
  const set = (...args: string[]) => {
    const { code, output } = checkout.run("pulumi", "config", "set", "--stack", "glomfjord", ...args);
    expect(code, output).toBe(0);
  };
  // Nothing here runs pods, and Slurm's database is waited for.
  checkout.change("glomfjord", factsEntered, 'delete stack.clusters["initial-b200"].slurm;');
  expect(checkout.run("pulumi", "stack", "init", "glomfjord").code).toBe(0);
  const present = Object.entries(targets).map(([cluster, kind]) => [
    cluster,
    cluster === "management" ? { kind } : { kind, operators: "present" },
  ]);
  set("targets", JSON.stringify(Object.fromEntries(present)));
  for (const [name, cluster] of Object.entries(kubeconfigs)) set("--secret", `kubeconfig-${name}`, cluster.kubeconfig);
}

describe("glomfjord on real API servers", () => {
  const checkout = new Checkout();
  afterAll(() => checkout.remove());

  beforeAll(() => {
    const all = { management: "kubeconfig", "initial-b200": "kubeconfig", "expansion-b300": "kubeconfig" };
    configure(checkout, all, { management, "initial-b200": initial, "expansion-b300": expansion });
  });

  test("a run killed in the middle is taken up by the next, with nothing doubled", async () => {
    const killed = checkout.start("start");
    const started = async () => (await objects(management, machineKinds)).length + (await objects(initial, gpuClusterKinds)).length > 4;
    while (!(await started()) && killed.exitCode === null) await sleep(50);
    checkout.kill(killed);
    expect((await objects(initial, gpuClusterKinds)).length + (await objects(expansion, gpuClusterKinds)).length).toBeLessThan(30);

    const { code, output } = checkout.run("start");
    expect(code, output).toBe(0);
    expect(await objects(management, machineKinds)).toEqual(machines);
    expect(await objects(initial, gpuClusterKinds)).toEqual(layerOf("b200"));
    expect(await objects(expansion, gpuClusterKinds)).toEqual(layerOf("b300"));
  });

  test("a second preview has nothing to do, and the credentials are not in the state", () => {
    expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
    expect(checkout.run("pulumi", "stack", "export", "--stack", "glomfjord").output).not.toContain(management.token);
  });

  test("refresh finds an object that was edited by hand, and up says who holds the field", async () => {
    const queue = { apiVersion: kueue, kind: "ClusterQueue", metadata: { name: "nordic-ai" } };
    const { spec } = (await getObject(initial, queue)) as unknown as { spec: Record<string, unknown> };
    await strictApply(initial, { ...queue, spec: { ...spec, cohortName: "elsewhere" } });
    const refreshed = checkout.run("pulumi", "refresh", "--stack", "glomfjord", "--yes", "--diff");
    expect(refreshed.code, refreshed.output).toBe(0);
    expect(refreshed.output).toMatch(/cohortName\s*: "site" => "elsewhere"/);
    const conflict = checkout.run("start");
    expect(conflict.code).not.toBe(0);
    expect(conflict.output).toContain('Apply failed with 1 conflict: conflict with "test": .spec.cohortName');

    await strictApply(initial, { ...queue, spec });
    expect(checkout.run("start").code).toBe(0);
    expect((await getObject(initial, queue))["spec"]).toEqual(spec);
  });

  test("destroy leaves nothing behind", async () => {
    const { code, output } = checkout.run("pulumi", "destroy", "--stack", "glomfjord", "--yes", "--skip-preview");
    expect(code, output).toBe(0);
    expect(checkout.resources("glomfjord")).toEqual([]);
    expect(await objects(management, machineKinds)).toEqual([]);
    expect(await objects(initial, gpuClusterKinds)).toEqual([]);
    expect(await objects(expansion, gpuClusterKinds)).toEqual([]);
  });
});

describe("a cluster whose kubeconfig Cluster API writes", () => {
  const checkout = new Checkout();
  afterAll(() => checkout.remove());
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "initial-b200-kubeconfig", namespace: "glomfjord" },
  };
  const writeSecret = (cluster: TestCluster) =>
    strictApply(management, { ...secret, data: { value: Buffer.from(cluster.kubeconfig).toString("base64") } });

  beforeAll(() => {
    // The expansion stays rendered: one stack may have both kinds of target.
    configure(checkout, { management: "kubeconfig", "initial-b200": "management" }, { management });
  });

  test("first declares the machines, and says that the layers wait", async () => {
    const { code, output } = checkout.run("start");
    expect(code, output).toBe(0);
    expect(output).toContain("initial-b200: its machines are declared; its layers wait for the cluster.");
    expect(await objects(management, machineKinds)).toEqual(machines);
    expect(await objects(initial, gpuClusterKinds)).toEqual([]);
    expect(checkout.manifests("glomfjord").filter((file) => !file.startsWith("expansion-b300/"))).toEqual([]);
  });

  test("then adds the layers", async () => {
    await writeSecret(initial);
    const { code, output } = checkout.run("start");
    expect(code, output).toBe(0);
    expect(output).not.toContain("its layers wait");
    expect(await objects(initial, gpuClusterKinds)).toEqual(layerOf("b200"));
    expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
  });

  test("and leaves the account that Kubernetes makes in every namespace to go with it", () => {
    const { output } = checkout.run("pulumi", "stack", "export", "--stack", "glomfjord");
    const { resources } = (JSON.parse(output) as { deployment: { resources: { urn: string; deletedWith?: string }[] } }).deployment;
    const goWith = resources.filter(({ deletedWith }) => deletedWith !== undefined);
    const nameOf = (urn = "") => urn.split("::").at(-1);
    // The engine makes tenants side by side, and the state lists them as they were done.
    expect(goWith.map(({ urn, deletedWith }) => [nameOf(urn), nameOf(deletedWith)]).sort()).toEqual(
      ["arctic-research", "nordic-ai"].map((tenant) => [`initial-b200-${tenant}-service-account`, `initial-b200-${tenant}`]),
    );
  });

  test("never takes layers that it declared for not yet there", async () => {
    await writeSecret({ ...initial, kubeconfig: initial.kubeconfig.replace(initial.server, "https://127.0.0.1:2") });
    const { code, output } = checkout.run("start");
    expect(code).not.toBe(0);
    expect(output).toContain("targets.initial-b200: got no answer from https://127.0.0.1:2 (ECONNREFUSED)");
    expect(output).toContain("but its layers were declared before; going on would delete them");
    expect(await objects(initial, gpuClusterKinds)).toEqual(layerOf("b200"));
    await writeSecret(initial);
  });

  test("renders its files afresh without touching what is live", async () => {
    const before = await getObject(initial, { apiVersion: "v1", kind: "Namespace", metadata: { name: "tenant-nordic-ai" } });
    const [file = ""] = checkout.manifests("glomfjord");
    appendFileSync(checkout.path("out/glomfjord", file), "edited: true\n");
    const { code, output } = checkout.run("start");
    expect(code, output).toBe(0);
    expect(output).toContain(`edited: ${file}`);
    expect(
      (await getObject(initial, { apiVersion: "v1", kind: "Namespace", metadata: { name: "tenant-nordic-ai" } })).metadata["uid"],
    ).toBe(before.metadata["uid"]);
    expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
  });

  test("puts back what was deleted in a cluster, tells what another manager holds and leaves it, and says so until it is settled", async () => {
    const gone = { apiVersion: kueue, kind: "LocalQueue", metadata: { name: "gpu", namespace: "tenant-nordic-ai" } };
    const held = { apiVersion: kueue, kind: "ClusterQueue", metadata: { name: "nordic-ai" } };
    const { spec } = (await getObject(initial, held)) as unknown as { spec: Record<string, unknown> };
    await deleteObject(initial, gone);
    await strictApply(initial, { ...held, spec: { ...spec, cohortName: "elsewhere" } });
    const differs = "initial-b200: ClusterQueue initial-b200-nordic-ai-cluster-queue: spec.cohortName differs, held by test";
    const missing = "initial-b200: LocalQueue initial-b200-nordic-ai-local-queue";

    const drift = checkout.run("drift", "glomfjord");
    expect(drift.code, drift.output).toBe(2);
    expect(drift.output).toContain(`glomfjord: ${differs}\nglomfjord: ${missing} is missing\n`);
    expect(drift.output).toMatch(/^glomfjord: initial-b200 was last read at \d{4}-/m);
    expect(drift.output).toMatch(/^glomfjord: management was last read at \d{4}-/m);

    const started = checkout.run("start");
    expect(started.code, started.output).toBe(0);
    expect(started.output).toContain(`glomfjord: ${differs}\n`);
    expect(started.output).toContain(`glomfjord: ${missing} is there again\n`);
    expect((await getObject(initial, gone)).metadata.name).toBe("gpu");
    expect((await getObject(initial, held))["spec"]).toMatchObject({ cohortName: "elsewhere" });
    expect(checkout.run("drift", "glomfjord").code).toBe(2);

    await strictApply(initial, { ...held, spec });
    expect(checkout.run("drift", "glomfjord").code).toBe(0);
  });

  test("refresh reads its real clusters, and up --refresh is refused as what it would do to files", () => {
    const refreshed = checkout.run("pulumi", "refresh", "--stack", "glomfjord", "--yes");
    expect(refreshed.code, refreshed.output).toBe(0);
    expect(refreshed.output).not.toMatch(/\d+ errored/);
    const refused = checkout.run("pulumi", "up", "--refresh", "--stack", "glomfjord", "--yes");
    expect(refused.code).toBe(1);
    expect(refused.output).toContain("glomfjord: up --refresh is refused: this stack renders manifests");
  });

  test("names what a namespace that is being deleted waits for, and makes all of it again when it is gone", async () => {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "tenant-nordic-ai" } };
    const holder = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "held", namespace: "tenant-nordic-ai" } };
    await strictApply(initial, { ...holder, metadata: { ...holder.metadata, finalizers: ["example.com/hold"] } });
    await callApi(initial, { method: "DELETE", path: "/api/v1/namespaces/tenant-nordic-ai" });
    await waitFor("the namespace's conditions", 60, async () =>
      JSON.stringify((await getObject(initial, namespace))["status"]).includes("example.com/hold") ? undefined : "not told yet",
    );
    const { code, output } = checkout.run("start");
    expect(code).toBe(1);
    expect(output).toMatch(
      /^glomfjord: initial-b200: Namespace initial-b200-nordic-ai is being deleted since .*; its finalizers: kubernetes; .*configmaps.*; .*example\.com\/hold in 1 resource instances/m,
    );
    expect(output).toContain("glomfjord: nothing was changed: a namespace that is being deleted takes nothing new");
    await strictApply(initial, { ...holder, metadata: { ...holder.metadata, finalizers: [] } });
    await waitFor("the namespace's end", 60, () =>
      getObject(initial, namespace).then(
        () => "still there",
        () => undefined,
      ),
    );
    const again = checkout.run("start");
    expect(again.code, again.output).toBe(0);
    expect(await objects(initial, gpuClusterKinds)).toEqual(layerOf("b200"));
    expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
  });

  test("tells a token that has run out as refused", async () => {
    await writeSecret({ ...initial, kubeconfig: initial.kubeconfig.replaceAll(initial.token, "run-out") });
    const { code, output } = checkout.run("start");
    expect(code).not.toBe(0);
    expect(output).toContain(`targets.initial-b200: got the credentials refused by ${initial.server} (HTTP 401), want valid ones`);
    expect(output).toContain("have Cluster API renew Secret initial-b200-kubeconfig in namespace glomfjord of the management cluster");
    await writeSecret(initial);
  });

  test("destroy leaves nothing behind", async () => {
    const { code, output } = checkout.run("pulumi", "destroy", "--stack", "glomfjord", "--yes", "--skip-preview");
    expect(code, output).toBe(0);
    expect(await objects(initial, gpuClusterKinds)).toEqual([]);
    expect(await objects(management, machineKinds)).toEqual([]);
  });
});
