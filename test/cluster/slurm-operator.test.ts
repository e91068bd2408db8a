import { beforeAll, describe, expect, test } from "vitest";
import type { StackSpec } from "../../components/schema/stack.ts";
import { controllerExtraConf } from "../../components/slurm/configuration/slurm-conf.ts";
import { nodeSetLabel } from "../../components/slurm/plan/names.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { startSlurmOperator } from "../rigs/cluster/slurm-operator.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, listObjects, strictApply, type ServerObject } from "../support/cluster.ts";
import { addNode, nodesOf } from "../support/nodes.ts";
import { projected, projection } from "../support/slinky-projection.ts";
import { volumeOf } from "../support/volumes.ts";
import { coreObjects, slinkyObjects, slurmPlanOf, slurmStack } from "../support/slurm.ts";

const namespace = "slurm";
const stack = slurmStack("hosts");
const plan = slurmPlanOf(stack);
const spec = stack.clusters["training"] as StackSpec["clusters"][string];
const site = { key: "narvik", spec: stack.site };

/** A directory of volumes, one for each claim of the layer, and another owner's files there. */
const provided: ServerObject[] = [
  ...Array.from({ length: 6 }, (_, index) => volumeOf(`volume-${index}`, "ReadWriteMany", "ReadWriteOnce")),
  { apiVersion: "v1", kind: "Secret", metadata: { name: "directory", namespace }, stringData: { "sssd.conf": "[sssd]\n" } },
];

/** The hosts of both scalable units; those of Slurm's node set are labelled as the layer's own job does. */
async function addHosts(cluster: TestCluster): Promise<void> {
  for (const node of nodesOf("training", spec, site)) {
    const mark: Record<string, string> = node.name.startsWith("training-su-1-") ? { [nodeSetLabel]: "su-1" } : {};
    await addNode(cluster, {
      name: node.name,
      labels: { ...node.labels, ...mark },
      resources: { cpu: "128", memory: "2Ti", pods: "110", "nvidia.com/gpu": "8", "nvidia.com/hostdev": "8" },
    });
  }
}

test("the projection changes what is there, and nothing else", () => {
  for (const object of slinkyObjects(plan)) {
    const fields = Object.keys(object["spec"] as object);
    expect(fields).toEqual(expect.arrayContaining(Object.keys(projection[object.kind] ?? {})));
  }
  expect(Object.keys(projection).sort()).toEqual([...new Set(slinkyObjects(plan).map(({ kind }) => kind))].sort());
});

describe("slurm-operator's manager", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ scheduler: true, crds: ["monitoring.coreos.com"] });
    await startKwok(cluster);
    await startSlurmOperator(cluster);
    await addHosts(cluster);
    const [layerNamespace, ...core] = coreObjects(plan);
    if (layerNamespace === undefined) throw new Error("the layer has no namespace");
    for (const object of [layerNamespace, ...provided, ...core]) await strictApply(cluster, object);
    const objects = slinkyObjects(plan).map(projected);
    const isRestApi = ({ kind }: ServerObject) => kind === "RestApi";
    for (const object of objects.filter((each) => !isRestApi(each))) await strictApply(cluster, object);
    // Once there is a RestApi, the manager asks slurmrestd of a NodeSet's nodes before it makes its pods, and no daemon runs here.
    await waitForStatus("slinky.slurm.net/v1beta1", "NodeSet", "su-1", { replicas: 3 });
    for (const object of objects.filter(isRestApi)) await strictApply(cluster, object);
    return () => cluster.stop();
  });

  const get = (apiVersion: string, kind: string, name: string) => getObject(cluster, { apiVersion, kind, metadata: { name, namespace } });

  /** Waits until a status has the fields. */
  const waitForStatus = (apiVersion: string, kind: string, name: string, wanted: Readonly<Record<string, unknown>>) =>
    waitFor(`${kind} ${name}`, 180, async () => {
      try {
        const status = (await get(apiVersion, kind, name))["status"] as Readonly<Record<string, unknown>> | undefined;
        const differs = Object.entries(wanted).filter(([field, value]) => status?.[field] !== value);
        return differs.length === 0 ? undefined : JSON.stringify(status ?? {});
      } catch (error) {
        return String(error);
      }
    });

  /** Waits until there is an object: the manager makes what a kind needs in an order of its own. */
  const waitForObject = (apiVersion: string, kind: string, name: string) =>
    waitFor(`${kind} ${name}`, 60, () => get(apiVersion, kind, name).then(() => undefined, String));

  test("runs every daemon, and they turn ready", async () => {
    await waitForStatus("apps/v1", "StatefulSet", "slurm-controller", { readyReplicas: 1 });
    await waitForStatus("apps/v1", "StatefulSet", "slurm-accounting", { readyReplicas: 1 });
    await waitForStatus("apps/v1", "StatefulSet", "slurm-database", { readyReplicas: 1 });
    await waitForStatus("apps/v1", "Deployment", "slurm-restapi", { readyReplicas: 1 });
    await waitForStatus("apps/v1", "Deployment", "login", { readyReplicas: 2 });
    await waitForStatus("slinky.slurm.net/v1beta1", "NodeSet", "su-1", { replicas: 3, readyReplicas: 3, availableReplicas: 3 });
    const services = (await listObjects(cluster, { apiVersion: "v1", kind: "Service" }, { namespace })).map(
      ({ metadata }) => metadata.name,
    );
    expect(services.sort()).toEqual([
      "login",
      "slurm-accounting",
      "slurm-controller",
      "slurm-database",
      "slurm-restapi",
      "slurm-workers-slurm",
    ]);
  });

  test("runs slurmd on the hosts of Slurm's scalable unit alone, one each, after the acceptance", async () => {
    const pods = await listObjects(
      cluster,
      { apiVersion: "v1", kind: "Pod" },
      { namespace, labelSelector: "app.kubernetes.io/name=slurmd" },
    );
    const specs = pods.map((pod) => pod["spec"] as { nodeName: string; hostname: string; initContainers: { name: string }[] });
    expect(specs.map(({ nodeName }) => nodeName).sort()).toEqual(["training-su-1-0", "training-su-1-1", "training-su-1-2"]);
    expect(specs.map(({ hostname }) => hostname).sort()).toEqual(["su-1-0", "su-1-1", "su-1-2"]);
    expect(specs.map(({ initContainers }) => initContainers.map(({ name }) => name))).toEqual(
      Array.from({ length: 3 }, () => ["logfile", "acceptance"]),
    );
  });

  test("writes slurm.conf with every line of ours after its own", async () => {
    const { data } = (await get("v1", "ConfigMap", "slurm-config")) as unknown as { data: Record<string, string> };
    const conf = data["slurm.conf"] ?? "";
    expect(conf).toContain("ClusterName=training\n");
    expect(conf).toContain("NodeSet=su-1 Feature=su-1\n");
    expect(conf.trimEnd().endsWith(controllerExtraConf(plan.model).trimEnd())).toBe(true);
    expect(conf).toMatch(/^Prolog=prolog\.sh$/m);
    expect(conf).toMatch(/^Epilog=epilog\.sh$/m);
  });

  test("signs a token for Slurm's own user", async () => {
    await waitForObject("v1", "Secret", "slurm-token");
    const { data } = (await get("v1", "Secret", "slurm-token")) as unknown as { data: Record<string, string> };
    const [, claims = ""] = Buffer.from(data["SLURM_JWT"] ?? "", "base64")
      .toString()
      .split(".");
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ sun: "slurm" });
  });

  test("keeps busy pods from eviction by a budget of its own", async () => {
    await waitForObject("policy/v1", "PodDisruptionBudget", "slurm-workers-pdb-slurm");
    const budgets = await listObjects(cluster, { apiVersion: "policy/v1", kind: "PodDisruptionBudget" }, { namespace });
    expect(budgets.map(({ metadata }) => metadata.name)).toEqual(["slurm-workers-pdb-slurm"]);
  });
});
