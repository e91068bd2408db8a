import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kueueConfiguration } from "../../components/kubernetes/kueue-configuration.ts";
import { parseStack } from "../../components/stack/parse.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import { startKueue } from "../rigs/cluster/kueue.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, listObjects, strictApply, type ServerObject } from "../support/cluster.ts";
import { serve } from "../support/inference.ts";
import { layerCrds } from "../support/layer.ts";
import { addNodes, nodesOf } from "../support/nodes.ts";
import { PlainPulumi } from "../support/plain-pulumi.ts";
import { slurmStackInput } from "../support/slurm.ts";
import { volumeOf } from "../support/volumes.ts";

/** One cluster with every layer: Slurm on a scalable unit of three hosts, and a model that is served from the other. */
function stackInput(): StackInput {
  const stack = slurmStackInput("hosts");
  stack.site = { ...stack.site, egress: {}, egressProxy: { address: "10.0.0.20", port: 3128 } };
  serve(stack);
  return stack;
}

/** The same after a change. */
function changed(change: (training: NonNullable<StackInput["clusters"][string]>) => void): StackInput {
  const stack = structuredClone(stackInput());
  const { training } = stack.clusters;
  if (training === undefined) throw new Error("the example has no cluster training");
  change(training);
  return stack;
}

const withHomesOf = (quotaGibibytesPerTenant: number): StackInput =>
  changed(({ slurm }) => Object.assign(slurm?.fileSystems["home"] ?? {}, { quotaGibibytesPerTenant }));

const crds = [
  ...layerCrds,
  "gateway.envoyproxy.io",
  "gateway.networking.k8s.io",
  "inference.networking.k8s.io",
  "keda.sh",
  "slinky.slurm.net",
];

interface Pod extends ServerObject {
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly phase: string };
}

describe("a live cluster with every layer", () => {
  const stack = parseStack("every-layer.ts", stackInput());
  const spec = stack.clusters["training"] as StackSpec["clusters"][string];
  let pulumi: PlainPulumi;
  let cluster: TestCluster;
  afterAll(() => pulumi.remove());

  beforeAll(async () => {
    pulumi = await PlainPulumi.open("glomfjord");
    cluster = await startCluster({ scheduler: true, crds });
    await startKwok(cluster, { completesJobs: true });
    await startKueue(cluster, kueueConfiguration(spec));
    await addNodes(cluster, spec, nodesOf("training", spec, { key: "example", spec: stack.site }));
    // One for each claim of the layers.
    for (let index = 0; index < 6; index += 1) await strictApply(cluster, volumeOf(`volume-${index}`, "ReadWriteMany", "ReadWriteOnce"));
    await pulumi.target({ training: cluster.kubeconfig });
    return () => cluster.stop();
  });

  const homeOf = (tenant: string) => ({
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: `home-${tenant}`, namespace: "slurm" },
  });

  const quotaOf = async (tenant: string) => {
    const { spec: claim } = (await getObject(cluster, homeOf(tenant))) as unknown as {
      spec: { resources: { requests: { storage: string } } };
    };
    return claim.resources.requests.storage;
  };

  /** Mounts the homes of both tenants, as each pod of slurmd does: their volumes come with it. */
  async function mountHomes(): Promise<void> {
    const tenants = ["research", "industry"];
    await strictApply(cluster, {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "slurmd", namespace: "slurm" },
      spec: {
        containers: [{ name: "slurmd", image: "slurmd" }],
        volumes: tenants.map((tenant) => ({ name: tenant, persistentVolumeClaim: { claimName: homeOf(tenant).metadata.name } })),
      },
    });
    await waitFor("the volumes of the homes", 60, async () => {
      const bound = await Promise.all(tenants.map((tenant) => getObject(cluster, homeOf(tenant))));
      const phases = bound.map(({ status }) => (status as { phase: string }).phase);
      return phases.every((phase) => phase === "Bound") ? undefined : phases.join(", ");
    });
  }

  const claims = async (): Promise<Readonly<Record<string, unknown>>> =>
    Object.fromEntries(
      (await listObjects(cluster, { apiVersion: "v1", kind: "PersistentVolumeClaim" }, { namespace: "slurm" })).map(({ metadata }) => [
        metadata.name,
        metadata["uid"],
      ]),
    );

  async function up(input: StackInput): Promise<string> {
    pulumi.declare(input);
    const output = await pulumi.up();
    expect(await pulumi.steps()).toEqual([]);
    return output;
  }

  test("comes up in one go, and no state or output shows what its Secrets hold", async () => {
    const output = await up(stackInput());
    const secrets = (await listObjects(cluster, { apiVersion: "v1", kind: "Secret" })).filter(({ metadata }) =>
      ["slurm", "inference-gateway"].includes(metadata.namespace ?? ""),
    );
    expect(secrets.map(({ metadata }) => metadata.name).sort()).toEqual([
      "key-industry-1",
      "key-research-1",
      "slurm-database-password",
      "slurm-jwt-key",
      "slurm-key",
    ]);
    const state = await pulumi.run("stack", "export");
    for (const encoded of secrets.flatMap((secret) => Object.values(secret["data"] as Readonly<Record<string, string>>))) {
      for (const value of [encoded, Buffer.from(encoded, "base64").toString("latin1")]) {
        expect(value.length).toBeGreaterThan(40);
        expect([output.includes(value), state.includes(value)]).toEqual([false, false]);
      }
    }
  });

  test("runs a model on a host of the queues, once its weights are there, with pickers on two hosts", async () => {
    const pods = (await listObjects(cluster, { apiVersion: "v1", kind: "Pod" }, { namespace: "inference-research" })) as Pod[];
    const phases = (component: string) =>
      pods.filter(({ metadata }) => (metadata["labels"] as Record<string, string>)["app.kubernetes.io/component"] === component);
    expect(phases("weights").map(({ status }) => status.phase)).toEqual(["Succeeded"]);
    expect(phases("inference-engine").map(({ status }) => status.phase)).toEqual(["Running"]);
    expect(new Set(phases("endpoint-picker").map(({ spec: { nodeName } }) => nodeName)).size).toBe(2);
    expect(pods.filter(({ spec: { nodeName } }) => !/^training-su-2-\d$/.test(nodeName ?? ""))).toEqual([]);
  });

  test("lets a tenant's quota grow with the volume that it has", async () => {
    const before = await claims();
    await mountHomes();
    await up(withHomesOf(600));
    expect(await quotaOf("research")).toBe("600Gi");
    expect(await claims()).toEqual(before);
  });

  const kept = ["data-slurm-database-0", "home-industry", "home-research", "scratch-industry", "scratch-research"];

  test("leaves the tenants' files and the record of their jobs where they are when Slurm goes, and finds them when it comes back", async () => {
    const before = await claims();
    expect(Object.keys(before).sort()).toEqual(kept);
    await up(changed((training) => delete training.slurm));
    expect(await claims()).toEqual(before);
    await up(withHomesOf(700));
    expect(await claims()).toEqual(before);
    expect(await quotaOf("research")).toBe("700Gi");
  });

  test("is gone after destroy, but for those", async () => {
    await pulumi.run("destroy", "--yes", "--skip-preview");
    expect(Object.keys(await claims()).sort()).toEqual(kept);
    const namespaces = (await listObjects(cluster, { apiVersion: "v1", kind: "Namespace" })).map(({ metadata }) => metadata.name);
    expect(namespaces.sort()).toEqual([
      "default",
      "envoy-gateway-system",
      "gpu-operator",
      "kube-node-lease",
      "kube-public",
      "kube-system",
      "kueue-system",
      "slurm",
    ]);
    const { metadata: _, ...slinky } = (await listObjects(cluster, { apiVersion: "slinky.slurm.net/v1beta1", kind: "NodeSet" }))[0] ?? {};
    expect(slinky).toEqual({});
  });
});
