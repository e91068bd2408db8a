import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { layerOperators } from "../../components/catalog/charts.ts";
import { kueueConfiguration } from "../../components/kubernetes/kueue-configuration.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { kueueModule, runKueue } from "../rigs/cluster/kueue.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { ApiError, callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, listObjects } from "../support/cluster.ts";
import { layerCrds } from "../support/layer.ts";
import { addNode } from "../support/nodes.ts";
import { PlainPulumi } from "../support/plain-pulumi.ts";
import { exampleSpec, exampleStack } from "../support/specs.ts";
import { operatorsOf } from "../support/plans.ts";

const kueue = "kueue.x-k8s.io";
const namespace = "kueue-system";

/** Visibility is served by the chart's pod, behind a Service that this API server does not reach; what it cannot discover, it cannot clean up either. */
const aggregated = ["v1beta1", "v1beta2"].map((version) => `/apis/apiregistration.k8s.io/v1/apiservices/${version}.visibility.${kueue}`);

/** Kinds of which the chart, or what keeps its roles, has objects that no namespace holds. */
const clusterWide = [
  ["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
  ["rbac.authorization.k8s.io/v1", "ClusterRole"],
  ["rbac.authorization.k8s.io/v1", "ClusterRoleBinding"],
  ["admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"],
  ["admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"],
  ["admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy"],
  ["admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding"],
] as const;

describe("Kueue from its own chart", () => {
  let pulumi: PlainPulumi;
  let cluster: TestCluster;
  afterAll(() => pulumi.remove());

  beforeAll(async () => {
    pulumi = await PlainPulumi.open("glomfjord");
    cluster = await startCluster({ scheduler: true, crds: layerCrds.filter((group) => group !== kueue) });
    await startKwok(cluster);
    pulumi.declare(exampleStack());
    const operators = Object.fromEntries(layerOperators.map((name) => [name, name === "kueue" ? "install" : "present"]));
    const charts = { kueue: join(await kueueModule(), "charts", "kueue") };
    await pulumi.target({ training: cluster.kubeconfig }, { operators, charts });
    return () => cluster.stop();
  });

  const chartsConfiguration = async (): Promise<Readonly<Record<string, unknown>>> => {
    const { data } = (await getObject(cluster, {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "kueue-manager-config", namespace },
    })) as unknown as { data: Readonly<Record<string, string>> };
    return parse(data["controller_manager_config.yaml"] ?? "") as Readonly<Record<string, unknown>>;
  };

  const ofKueue = async (apiVersion: string, kind: string) =>
    (await listObjects(cluster, { apiVersion, kind })).filter(({ metadata }) => metadata.name.includes("kueue"));

  /** Waits until the chart's last parts are there; fails when the update does so before. */
  const installed = (update: Promise<string>) =>
    Promise.race([
      update.then((output) => Promise.reject(new Error(`it came up without its pod: ${output}`))),
      waitFor("the chart", 300, async () => {
        try {
          await chartsConfiguration();
          for (const kind of ["mutating", "validating"]) {
            const name = `kueue-${kind}-webhook-configuration`;
            await callApi(cluster, { path: `/apis/admissionregistration.k8s.io/v1/${kind}webhookconfigurations/${name}` });
          }
          await callApi(cluster, { path: `/apis/apps/v1/namespaces/${namespace}/deployments/kueue-controller-manager` });
          for (const path of aggregated) await callApi(cluster, { path });
          return undefined;
        } catch (error) {
          if (error instanceof ApiError) return error.message;
          throw error;
        }
      }),
    ]);

  test("comes with its CRDs, and the layer's queues after it, in one up", async () => {
    const update = pulumi.up();
    await installed(update);
    // The program of the chart's pod, with the configuration that the chart gives it. The pod itself runs once there is a node.
    await runKueue(cluster, await chartsConfiguration());
    for (const path of aggregated) await callApi(cluster, { method: "DELETE", path });
    await addNode(cluster, { name: "system-1", labels: {}, resources: { cpu: "16", memory: "64Gi", pods: "110" } });
    await update;

    const spec = exampleSpec().clusters["training"] as StackSpec["clusters"][string];
    expect(await chartsConfiguration()).toEqual({
      ...kueueConfiguration(spec),
      // The chart's own.
      internalCertManagement: { enable: true, webhookServiceName: "kueue-webhook-service", webhookSecretName: "kueue-webhook-server-cert" },
    });
    await waitFor("the tenant's queue to be active", 60, async () => {
      const queue = { apiVersion: `${kueue}/v1beta2`, kind: "ClusterQueue", metadata: { name: "research" } };
      const { status } = (await getObject(cluster, queue)) as {
        status?: { conditions?: { type: string; status: string; message: string }[] };
      };
      const active = status?.conditions?.find(({ type }) => type === "Active");
      return active?.status === "True" ? undefined : (active?.message ?? "it has no status");
    });
    expect(await pulumi.steps()).toEqual([]);
  });

  test("has those aggregated roles that Kubernetes is kept from making anew", async () => {
    const roles = await ofKueue("rbac.authorization.k8s.io/v1", "ClusterRole");
    const gathering = roles.filter((role) => role["aggregationRule"] !== undefined);
    for (const role of gathering) expect(role["rules"]).not.toEqual([]);
    const plan = operatorsOf("training", exampleSpec()).find(({ operator }) => operator === "kueue");
    expect(gathering.map(({ metadata }) => metadata.name)).toEqual(plan?.aggregatedRoles);
  });

  test("is gone after destroy", async () => {
    await pulumi.run("destroy", "--yes", "--skip-preview");
    for (const [apiVersion, kind] of clusterWide) expect([kind, await ofKueue(apiVersion, kind)]).toEqual([kind, []]);
  });
});
