import { describe, expect, test } from "vitest";
import { type EndpointPlan } from "../../../components/inference/plan/index.ts";
import { planSupport } from "../../../components/inference/plan/support.ts";
import { gatewayModels } from "../../../components/inference/gateway/models.ts";
import type { StackSpec } from "../../../components/schema/stack.ts";
import { exampleEndpoint, exampleInference, groupedEndpoint, servingStack, type InferenceInput } from "../../support/inference.ts";
import { endpointPlan } from "../../support/plans.ts";

type EndpointInput = InferenceInput["endpoints"][string];

const stackOf = (endpoint: EndpointInput): StackSpec => servingStack(exampleInference({ scout: endpoint }, endpoint.cluster));
const planOf = (endpoint: EndpointInput) => endpointPlan("scout", stackOf(endpoint));

interface Container {
  readonly image: string;
  readonly command: readonly string[];
  readonly resources: { readonly limits: Readonly<Record<string, string>> };
  readonly startupProbe?: { readonly failureThreshold: number };
}
interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly terminationGracePeriodSeconds: number;
    readonly nodeSelector: Readonly<Record<string, string>>;
    readonly resourceClaims?: readonly unknown[];
    readonly containers: readonly Container[];
  };
}
interface Workload {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly replicas?: number;
    readonly strategy: unknown;
    readonly template: PodTemplate;
    readonly leaderWorkerTemplate: { readonly size: number; readonly leaderTemplate: PodTemplate; readonly workerTemplate: PodTemplate };
    readonly rolloutStrategy: unknown;
  };
}

const workloadOf = (plan: EndpointPlan, pool = "scout") => plan.pools[pool]?.workload.manifest as unknown as Workload;
const engineOf = ({ spec }: PodTemplate) => spec.containers[0] as Container;

/** The value of each flag of a command. */
const flagsOf = (command: readonly string[]) =>
  Object.fromEntries(command.flatMap((word, index) => (word.startsWith("--") ? [[word.slice(2), command[index + 1] ?? ""]] : [])));

describe("an endpoint of one host", () => {
  const plan = planOf(exampleEndpoint());
  const workload = workloadOf(plan);

  test("shows what it takes and gives", () => {
    expect(plan.facts).toEqual({
      model: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
      catalogueModel: "llama-4-scout-17b-16e-instruct",
      precision: "fp8",
      cluster: "training",
      accelerator: "b200",
      jurisdiction: "NO",
      share: "research",
      tenants: ["research", "industry"],
      replicas: { min: 1, max: 4 },
      gpus: 4,
      hosts: 1,
      itKilowatts: 7.15,
      contextTokens: 16_384,
      capacityTokens: 4 * 305_375,
      usdPerMillionTokens: { input: 0.09, output: 0.29 },
    });
    expect(plan.sizing).toEqual({
      scout:
        "TP 1 x PP 1 = 1 GPU on 1 host: 192.3 GB x 0.9 - 109 GB weights - 4 GB engine = 60 GB a GPU / 196,608 B a token = 305,375 tokens",
    });
    expect(Object.keys(plan.assumptions)).toEqual(["memoryUtilization", "batchedTokens", "engineGigabytesPerGpu"]);
  });

  test("is a Deployment whose replicas something else decides, let in by the share's queue", () => {
    expect(plan.pools["scout"]?.workload.kind).toBe("Deployment");
    expect(workload.spec.replicas).toBeUndefined();
    expect(workload.spec.template.metadata.labels).toEqual({
      "nscale.com/tenant": "research",
      "nscale.com/endpoint": "scout",
      "nscale.com/pool": "scout",
      "app.kubernetes.io/component": "inference-engine",
      "kueue.x-k8s.io/queue-name": "serving",
      "kueue.x-k8s.io/priority-class": "serving",
    });
    expect(workload.spec.template.spec.nodeSelector).toEqual({ "topology.kubernetes.io/region": "no", "nscale.com/accelerator": "b200" });
  });

  test("stops only after the longest answer", () => {
    expect(workload.spec.template.spec.terminationGracePeriodSeconds).toBe(15 + 600 + 30);
    expect(gatewayModels(stackOf(exampleEndpoint()))[0]?.drainSeconds).toBe(615);
  });

  test("starts in three times the time that it should take", () => {
    expect(engineOf(workload.spec.template).startupProbe?.failureThreshold).toBe(Math.ceil((3 * (180 + 55)) / 10));
  });

  test("is scaled by what runs and waits, all that are missing come at once, and one replica at a time goes", () => {
    expect(plan.pools["scout"]?.scaling?.spec).toMatchObject({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "scout" },
      minReplicaCount: 1,
      maxReplicaCount: 4,
      fallback: { failureThreshold: 6, replicas: 1, behavior: "currentReplicasIfHigher" },
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: {
            scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: "Pods", value: 4, periodSeconds: 15 }] },
            scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: "Pods", value: 1, periodSeconds: 615 }] },
          },
        },
      },
      triggers: [
        {
          metadata: {
            query:
              '(sum(inference_extension_flow_control_queue_size{namespace="inference-research",inference_pool="scout"}) or vector(0)) + (sum(vllm:num_requests_waiting{namespace="inference-research",nscale_com_pool="scout"}) or vector(0)) + (sum(vllm:num_requests_running{namespace="inference-research",nscale_com_pool="scout"}) or vector(0))',
            threshold: "51.2",
            activationThreshold: "0",
          },
        },
      ],
    });
  });

  test("takes no more requests at a time than meet its objectives, beyond four fifths of which another replica starts", () => {
    const eight = planOf(exampleEndpoint({ replicas: { min: 1, max: 4, requestsEach: 8 } }));
    expect(flagsOf(engineOf(workloadOf(eight).spec.template).command)).toMatchObject({ "max-num-seqs": "8" });
    expect(eight.pools["scout"]?.scaling?.spec.triggers.map(({ metadata }) => metadata.threshold)).toEqual(["6.4"]);
  });

  test("that may be at zero also counts the requests that nobody sees run", () => {
    const atZero = planOf(exampleEndpoint({ replicas: { min: 0, max: 4 } }));
    expect(atZero.pools["scout"]?.scaling?.spec.triggers.slice(1).map(({ metadata }) => [metadata.query, metadata.threshold])).toEqual([
      [
        'clamp_max((sum(increase(inference_objective_request_total{namespace="inference-research",nscale_com_pool="scout"}[1m])) or vector(0)), 1)',
        "1",
      ],
    ]);
  });

  test("takes its image by digest from the site's registry", () => {
    expect(engineOf(workload.spec.template).image).toMatch(/^registry\.example\.com\/docker\.io\/vllm\/vllm-openai@sha256:[0-9a-f]{64}$/);
  });

  test("refuses what no picker has placed", () => {
    expect(plan.pools["scout"]?.pool.spec).toEqual({
      selector: { matchLabels: { "nscale.com/pool": "scout", "app.kubernetes.io/component": "inference-engine" } },
      targetPorts: [{ number: 8000 }],
      endpointPickerRef: { name: "scout-picker", port: { number: 9002 }, failureMode: "FailClose" },
    });
  });

  test("has pickers and a fetch of weights that take nothing of the share, by a queue that spreads as they say", () => {
    const { template } = plan.pools["scout"]?.picker.spec as { template: { metadata: { labels: Record<string, string> } } };
    expect(template.metadata.labels["kueue.x-k8s.io/queue-name"]).toBe("support");
    expect(plan.weights.job.metadata).toMatchObject({ labels: { "kueue.x-k8s.io/queue-name": "support" } });
    const stack = stackOf(exampleEndpoint());
    const { flavor, clusterQueue } = planSupport(stack.clusters["training"] as StackSpec["clusters"][string], ["research"]);
    expect(flavor.spec).toEqual({ nodeLabels: { "nscale.com/accelerator": "b200", "node.cluster.x-k8s.io/layer": "kubernetes" } });
    expect(clusterQueue).toEqual({
      metadata: { name: "inference.support" },
      spec: {
        namespaceSelector: {
          matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["inference-research"] }],
        },
        resourceGroups: [
          {
            coveredResources: ["cpu", "memory", "pods"],
            flavors: [
              {
                name: "inference.support",
                resources: [
                  { name: "cpu", nominalQuota: "7168" },
                  { name: "memory", nominalQuota: "63552Gi" },
                  { name: "pods", nominalQuota: "3520" },
                ],
              },
            ],
          },
        ],
        preemption: { reclaimWithinCohort: "Never", withinClusterQueue: "Never" },
      },
    });
  });

  test("fetches the files that serve, and none of the copies beside them", () => {
    const { template } = plan.weights.job.spec as unknown as { template: { spec: { containers: Container[] } } };
    expect(template.spec.containers.map(({ command }) => command.at(-1))).toEqual([
      'hf download "RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic" --local-dir "/weights/RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic"' +
        ' --include "*.safetensors" --include "*.json" --include "tokenizer*" --include "*.jinja" --exclude "original/*" --exclude "metal/*"' +
        ' && touch "/weights/RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic/.complete"',
    ]);
  });

  test("has a volume for its weights, with a tenth to spare, on the declared class", () => {
    expect(plan.weights.volume.spec).toMatchObject({ storageClassName: "fast", resources: { requests: { storage: "120G" } } });
  });
});

test("a new replica comes first where the share has room for it, else an old one goes first", () => {
  const rollout = (max: number) => workloadOf(planOf(exampleEndpoint({ replicas: { min: 1, max } }))).spec.strategy;
  expect([rollout(151), rollout(152)]).toEqual([
    { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
  ]);
});

test("a fixed number of replicas is the workload's own", () => {
  const plan = planOf(exampleEndpoint({ replicas: { min: 3, max: 3 } }));
  expect(workloadOf(plan).spec.replicas).toBe(3);
  expect(plan.pools["scout"]?.scaling).toBeUndefined();
});

describe("an endpoint whose replicas span hosts of an NVLink domain", () => {
  const plan = planOf(groupedEndpoint());
  const { leaderWorkerTemplate, replicas } = workloadOf(plan).spec;
  const { leaderTemplate, workerTemplate } = leaderWorkerTemplate;

  test("is groups, each let in as a whole and packed into one domain", () => {
    expect([plan.pools["scout"]?.workload.kind, replicas, leaderWorkerTemplate.size]).toEqual(["LeaderWorkerSet", 2, 2]);
    expect(workloadOf(plan).metadata.labels["kueue.x-k8s.io/queue-name"]).toBe("serving");
    const packed = {
      "kueue.x-k8s.io/podset-group-name": "scout",
      "kueue.x-k8s.io/podset-required-topology": "topology.nks.nscale.com/accelerator-domain",
    };
    expect([leaderTemplate.metadata.annotations, workerTemplate.metadata.annotations]).toEqual([packed, packed]);
  });

  test("uses exactly the GPUs that its pods ask for", () => {
    const flags = flagsOf(engineOf(leaderTemplate).command);
    const pods = [leaderTemplate, ...Array.from({ length: leaderWorkerTemplate.size - 1 }, () => workerTemplate)];
    const asked = pods.reduce((sum, pod) => sum + Number(engineOf(pod).resources.limits["nvidia.com/gpu"]), 0);
    expect(Number(flags["tensor-parallel-size"]) * Number(flags["pipeline-parallel-size"])).toBe(asked);
    expect(asked).toBe(8);
  });

  test("has one leader a group that answers, and workers that join it", () => {
    expect(flagsOf(engineOf(leaderTemplate).command)).toMatchObject({ nnodes: "2", "node-rank": "$(LWS_WORKER_INDEX)" });
    expect(engineOf(workerTemplate).command.slice(-1)).toEqual(["--headless"]);
    expect(plan.pools["scout"]?.pool.spec.selector.matchLabels).toMatchObject({ "leaderworkerset.sigs.k8s.io/worker-index": "0" });
  });

  test("has one ComputeDomain, whose channel each pod claims", () => {
    expect(plan.computeDomain?.spec).toEqual({
      numNodes: 0,
      channel: { resourceClaimTemplate: { name: "scout-channel" }, allocationMode: "Single" },
    });
    const claims = [{ name: "channel", resourceClaimTemplateName: "scout-channel" }];
    expect([leaderTemplate.spec.resourceClaims, workerTemplate.spec.resourceClaims]).toEqual([claims, claims]);
  });
});

test("a canary is a pool of its own, which a part of the requests goes to", () => {
  const endpoint = exampleEndpoint({ canary: { weightPercent: 10, replicas: 2, precision: "bf16" } });
  const plan = planOf(endpoint);
  expect(plan.facts).toMatchObject({ gpus: 4 + 2 * 2, canaryPercent: 10 });
  expect(flagsOf(engineOf(workloadOf(plan, "scout-canary").spec.template).command)).toMatchObject({
    "tensor-parallel-size": "2",
    "served-model-name": "meta-llama/Llama-4-Scout-17B-16E-Instruct",
  });
  expect(gatewayModels(stackOf(endpoint))).toEqual([
    {
      endpoint: "scout",
      model: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
      publisher: "meta-llama",
      namespace: "inference-research",
      tenants: ["research", "industry"],
      pools: ["scout", "scout-canary"].map((name, index) => ({
        name,
        weightPercent: [90, 10][index],
        service: `${name}-engines`,
        enginePort: 8000,
        picker: { service: `${name}-picker`, port: 9002 },
      })),
      contextTokens: 16_384,
      usdPerMillionTokens: { input: 0.09, output: 0.29 },
      supportsTools: true,
      supportsStructuredOutput: true,
      sites: 1,
      queueTimeoutSeconds: 660,
      longestStreamSeconds: 600,
      drainSeconds: 615,
    },
  ]);
});
