import { beforeAll, expect, test } from "vitest";
import { planAmd } from "../../components/kubernetes/plan/amd.ts";
import { assumed } from "../../components/lib/fact.ts";
import { referenced } from "../../components/lib/referenced.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, strictApply } from "../support/cluster.ts";
import { addNode } from "../support/nodes.ts";
import { object } from "../support/object.ts";
import { exampleCluster, exampleSpec } from "../support/specs.ts";

const hosts = 12;
const fabric = { kind: "roce", planes: assumed(1, "an example") } as const;
const { clusters, site } = exampleSpec({
  clusters: { training: exampleCluster({ accelerator: "mi300x", gpus: assumed(hosts * 8, "an example"), fabric }) },
});
const plan = planAmd(referenced(clusters, "training"), site);
const daemonSet = object("apps/v1", "DaemonSet", plan.daemonSets["device-plugin"]);

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startCluster({ scheduler: true });
  await startKwok(cluster, { alive: "test/alive=yes" });
  const { nodeSelector } = (daemonSet["spec"] as { template: { spec: { nodeSelector: Record<string, string> } } }).template.spec;
  for (let host = 0; host < hosts; host += 1) {
    const labels = { ...nodeSelector, ...(host === 0 ? {} : { "test/alive": "yes" }) };
    await addNode(cluster, { name: `host-${host}`, labels, resources: { cpu: "128", memory: "2Ti", pods: "110" } });
  }
  await strictApply(cluster, object("v1", "Namespace", plan.namespace));
  return () => cluster.stop();
});

interface Status {
  readonly observedGeneration?: number;
  readonly desiredNumberScheduled?: number;
  readonly numberAvailable?: number;
  readonly updatedNumberScheduled?: number;
}

/** Waits until every host but the dead one runs the newest pod. */
const untilUpdated = (generation: number) =>
  waitFor("the pods of eleven hosts", 180, async () => {
    const status = (await getObject(cluster, daemonSet))["status"] as Status;
    const { observedGeneration, desiredNumberScheduled, numberAvailable, updatedNumberScheduled = 0 } = status;
    const isThere =
      observedGeneration === generation &&
      desiredNumberScheduled === hosts &&
      numberAvailable === hosts - 1 &&
      updatedNumberScheduled >= hosts - 1;
    return isThere ? undefined : JSON.stringify(status);
  });

test("an update of what runs on every host gets to all that are alive, though one of twelve is dead", async () => {
  await strictApply(cluster, daemonSet);
  await untilUpdated(1);
  const next = structuredClone(plan.daemonSets["device-plugin"]) as { spec: { template: { spec: { containers: { image: string }[] } } } };
  for (const container of next.spec.template.spec.containers) container.image = "registry.example.com/next:2";
  await strictApply(cluster, { ...daemonSet, ...next });
  await untilUpdated(2);
  expect((await getObject(cluster, daemonSet))["status"]).toMatchObject({ numberUnavailable: 1, numberMisscheduled: 0 });
});
