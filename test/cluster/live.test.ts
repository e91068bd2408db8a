import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { Checkout } from "../support/checkout.ts";
import { getObject, listObjects, strictApply } from "../support/cluster.ts";
import { layerCrds } from "../support/layer.ts";
import { plannedSteps } from "../support/steps.ts";

const managementCrds = [
  "cluster.x-k8s.io",
  "bootstrap.cluster.x-k8s.io",
  "controlplane.cluster.x-k8s.io",
  "infrastructure.cluster.x-k8s.io",
];
const kueue = "kueue.x-k8s.io/v1beta2";

/** The kinds of the stack that a cluster of tests may hold, with the namespaces that Kubernetes itself makes left out. */
async function objects(cluster: TestCluster, kinds: readonly (readonly [string, string])[]): Promise<string[]> {
  const own = new Set(["default", "kube-node-lease", "kube-public", "kube-system"]);
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
  "ClusterQueue nordic-ai",
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
  checkout.change("glomfjord", 'delete stack.clusters["initial-b200"].slurm;');
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
    expect(checkout.files("out/glomfjord").filter((file) => !file.startsWith("expansion-b300/"))).toEqual([]);
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
    const [file = ""] = checkout.files("out/glomfjord");
    appendFileSync(checkout.path("out/glomfjord", file), "edited: true\n");
    const { code, output } = checkout.run("start");
    expect(code, output).toBe(0);
    expect(output).toContain(`edited: ${file}`);
    expect(
      (await getObject(initial, { apiVersion: "v1", kind: "Namespace", metadata: { name: "tenant-nordic-ai" } })).metadata["uid"],
    ).toBe(before.metadata["uid"]);
    expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
  });

  test("destroy leaves nothing behind", async () => {
    const { code, output } = checkout.run("pulumi", "destroy", "--stack", "glomfjord", "--yes", "--skip-preview");
    expect(code, output).toBe(0);
    expect(await objects(initial, gpuClusterKinds)).toEqual([]);
    expect(await objects(management, machineKinds)).toEqual([]);
  });
});
