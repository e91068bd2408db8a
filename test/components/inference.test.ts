import { referenced } from "../../components/lib/referenced.ts";
import * as k8s from "@pulumi/kubernetes";
import { expect, test } from "vitest";
import { Endpoint } from "../../components/inference/index.ts";
import { declareNamespaces } from "../../components/inference/namespaces.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { exampleEndpoint, exampleInference, groupedEndpoint, servingStack, type InferenceInput } from "../support/inference.ts";
import { printResource, recordResources } from "../support/mocks.ts";
import { homeOf } from "../support/plans.ts";

const stackOf = (endpoint: InferenceInput["endpoints"][string]) => servingStack(exampleInference({ scout: endpoint }, endpoint.cluster));

const record = (stack: StackSpec) =>
  recordResources(() => {
    new Endpoint("scout", { ...homeOf("scout", stack), provider: new k8s.Provider("training", {}), after: [] });
  });

const withoutProvider = (names: readonly string[]) => names.filter((name) => !name.startsWith("pulumi:"));

test("an endpoint is fourteen resources", async () => {
  expect(withoutProvider((await record(stackOf(exampleEndpoint()))).map(printResource))).toEqual([
    "kubernetes:apps/v1:Deployment scout-engines",
    "kubernetes:apps/v1:Deployment scout-picker",
    "kubernetes:batch/v1:Job scout-weights",
    "kubernetes:core/v1:ConfigMap scout-picker-configuration",
    "kubernetes:core/v1:PersistentVolumeClaim scout-weights",
    "kubernetes:core/v1:Service scout-engines",
    "kubernetes:core/v1:Service scout-picker",
    "kubernetes:inference.networking.k8s.io/v1:InferencePool scout-pool",
    "kubernetes:keda.sh/v1alpha1:ScaledObject scout-scaling",
    "kubernetes:monitoring.coreos.com/v1:PrometheusRule scout-alerts",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy scout-network",
    "kubernetes:policy/v1:PodDisruptionBudget scout-engines",
    "kubernetes:policy/v1:PodDisruptionBudget scout-pickers",
    "nscale:inference:Endpoint scout",
  ]);
});

test("the largest, of groups with a canary, is twenty", async () => {
  const largest = groupedEndpoint({ replicas: { min: 1, max: 2 }, canary: { weightPercent: 5, replicas: 1 } });
  const names = withoutProvider((await record(stackOf(largest))).map(printResource));
  expect(names).toHaveLength(20);
  expect(names).toContain("kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet scout-canary-engines");
  expect(names).toContain("kubernetes:resource.nvidia.com/v1beta1:ComputeDomain scout-domain");
});

test("an endpoint shows its GPUs, kilowatts, tokens and price, and what these rest on", async () => {
  const shown = (await record(stackOf(exampleEndpoint()))).find(({ type }) => type === "nscale:inference:Endpoint")?.inputs;
  expect(shown).toMatchObject({
    gpus: 4,
    itKilowatts: 7.15,
    capacityTokens: 4 * 305_375,
    usdPerMillionTokens: { input: 0.09, output: 0.29 },
    assumptions: {
      memoryUtilization: "a little below vLLM's default of 0.92: the rest is the driver's and what other libraries take",
      engineGigabytesPerGpu: "activations, CUDA graphs and buffers of collectives: 2 to 6 GB were seen on such models",
    },
  });
});

test("what the endpoints of a share have in common is declared once", async () => {
  const two = servingStack(exampleInference({ scout: exampleEndpoint(), second: exampleEndpoint({ servedAs: "second" }) }));
  const names = await recordResources(() => {
    declareNamespaces("training", referenced(two.clusters, "training"), two, { provider: new k8s.Provider("training", {}), dependsOn: [] });
  });
  expect(withoutProvider(names.map(printResource))).toEqual([
    "kubernetes:core/v1:Namespace training-inference-research",
    "kubernetes:core/v1:ServiceAccount training-inference-research-picker",
    "kubernetes:kueue.x-k8s.io/v1beta2:ClusterQueue training-inference-support",
    "kubernetes:kueue.x-k8s.io/v1beta2:LocalQueue training-inference-research-queue",
    "kubernetes:kueue.x-k8s.io/v1beta2:LocalQueue training-inference-research-support",
    "kubernetes:kueue.x-k8s.io/v1beta2:ResourceFlavor training-inference-support",
    "kubernetes:kueue.x-k8s.io/v1beta2:WorkloadPriorityClass training-priority-serving",
    "kubernetes:monitoring.coreos.com/v1:PodMonitor training-inference-research-metrics",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-inference-research-closed",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-inference-research-pickers",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-inference-research-weights",
    "kubernetes:rbac.authorization.k8s.io/v1:Role training-inference-research-picker",
    "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding training-inference-research-picker",
  ]);
});
