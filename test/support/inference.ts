import type { z } from "zod";
import type { inferenceSpec } from "../../components/schema/inference.ts";
import { type EndpointPlan } from "../../components/inference/plan/index.ts";
import { planNamespace, planServingPriority } from "../../components/inference/plan/namespace.ts";
import { planSupport } from "../../components/inference/plan/support.ts";
import { assumed } from "../../components/lib/fact.ts";
import { parseStack } from "../../components/stack/parse.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import type { ServerObject } from "./cluster.ts";
import { add, validStack } from "./invalid.ts";
import { object } from "./object.ts";
import { endpointPlan } from "./plans.ts";

const why = "an example";

export type InferenceInput = z.input<typeof inferenceSpec>;
type EndpointInput = InferenceInput["endpoints"][string];

/** Llama 4 Scout on one B200 of the cluster `training`, paid for by `research`. */
export const exampleEndpoint = (changes: Partial<EndpointInput> = {}): EndpointInput => ({
  model: "llama-4-scout-17b-16e-instruct",
  precision: "fp8",
  cluster: "training",
  share: "research",
  tenants: ["research", "industry"],
  contextTokens: 16_384,
  concurrency: 8,
  queueTimeoutSeconds: 660,
  replicas: { min: 1, max: 4 },
  engine: "vllm-0.33.0",
  storageClass: "fast",
  ...changes,
});

/** DeepSeek R1 on two hosts of the cluster `racks`. */
export const groupedEndpoint = (changes: Partial<EndpointInput> = {}): EndpointInput =>
  exampleEndpoint({
    model: "deepseek-r1",
    cluster: "racks",
    contextTokens: 32_768,
    concurrency: 16,
    parallelism: { tensor: 8, pipeline: 1 },
    replicas: { min: 2, max: 2 },
    ...changes,
  });

/** An API for two tenants on one cluster, with one endpoint, `scout`. */
export const exampleInference = (
  endpoints: InferenceInput["endpoints"] = { scout: exampleEndpoint() },
  cluster = "training",
): InferenceInput => ({
  gateway: {
    cluster,
    hostname: "inference.example.com",
    tenants: { research: { requestsPerMinute: assumed(600, why) }, industry: { requestsPerMinute: assumed(60, why) } },
  },
  weightsFrom: "models",
  endpoints,
});

/** Gives the stack that cases of test/invalid change an API, and the host that its weights come from. */
export function serve(stack: StackInput, inference: InferenceInput = exampleInference()): void {
  add(stack, "site.egress.models", {
    purpose: "package-mirror",
    destination: { kind: "host", host: "models.example.com" },
    port: 443,
    jurisdiction: "NO",
  });
  // The cases' own, so that one changes nothing for the next.
  stack.inference = structuredClone(inference);
}

/** That stack, parsed. */
export function servingStack(inference?: InferenceInput, change: (stack: StackInput) => void = () => undefined): StackSpec {
  const stack = validStack();
  serve(stack, inference);
  change(stack);
  return parseStack("example.ts", stack);
}

const workloadVersions = { Deployment: "apps/v1", LeaderWorkerSet: "leaderworkerset.x-k8s.io/v1" } as const;

/** Every object of what a cluster's endpoints have in common, in an order in which they can be applied. */
export function namespaceObjects(cluster: string, share: string, { clusters, site }: StackSpec): ServerObject[] {
  const spec = clusters[cluster] as StackSpec["clusters"][string];
  const plan = planNamespace(share, spec, site);
  const support = planSupport(spec, [share]);
  return [
    object("kueue.x-k8s.io/v1beta2", "WorkloadPriorityClass", planServingPriority()),
    object("kueue.x-k8s.io/v1beta2", "ResourceFlavor", support.flavor),
    object("kueue.x-k8s.io/v1beta2", "ClusterQueue", support.clusterQueue),
    object("v1", "Namespace", plan.namespace),
    ...Object.values(plan.localQueues).map((queue) => object("kueue.x-k8s.io/v1beta2", "LocalQueue", queue)),
    object("monitoring.coreos.com/v1", "PodMonitor", plan.podMonitor),
    object("v1", "ServiceAccount", plan.pickerAccount),
    object("rbac.authorization.k8s.io/v1", "Role", plan.pickerRole),
    object("rbac.authorization.k8s.io/v1", "RoleBinding", plan.pickerBinding),
    ...Object.values(plan.policies).map((policy) => object("networking.k8s.io/v1", "NetworkPolicy", policy)),
  ];
}

function poolObjects(plan: EndpointPlan["pools"][string]): ServerObject[] {
  const { kind, manifest } = plan.workload;
  return [
    ...(plan.gpuClaim === undefined ? [] : [object("resource.k8s.io/v1", "ResourceClaimTemplate", plan.gpuClaim)]),
    object(workloadVersions[kind], kind, manifest),
    object("v1", "Service", plan.service),
    object("inference.networking.k8s.io/v1", "InferencePool", plan.pool),
    object("apps/v1", "Deployment", plan.picker),
    object("v1", "Service", plan.pickerService),
    ...(plan.scaling === undefined ? [] : [object("keda.sh/v1alpha1", "ScaledObject", plan.scaling)]),
  ];
}

/** Every object of an endpoint, in an order in which they can be applied. */
export function endpointObjects(name: string, stack: StackSpec): ServerObject[] {
  const plan = endpointPlan(name, stack);
  return [
    object("v1", "PersistentVolumeClaim", plan.weights.volume),
    object("batch/v1", "Job", plan.weights.job),
    object("networking.k8s.io/v1", "NetworkPolicy", plan.networkPolicy),
    ...Object.values(plan.disruptionBudgets).map((budget) => object("policy/v1", "PodDisruptionBudget", budget)),
    object("v1", "ConfigMap", plan.pickerConfiguration),
    object("monitoring.coreos.com/v1", "PrometheusRule", plan.alerts),
    ...(plan.computeDomain === undefined ? [] : [object("resource.nvidia.com/v1beta1", "ComputeDomain", plan.computeDomain)]),
    ...Object.values(plan.pools).flatMap(poolObjects),
  ];
}
