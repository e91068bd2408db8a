import { assumed } from "../../components/lib/fact.ts";
import { exampleEndpoint, exampleInference, groupedEndpoint, serve } from "../support/inference.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { add, remove, set, tenantLike, type InvalidCases } from "../support/invalid.ts";
import { exampleSlurm } from "../support/slurm.ts";

/** Lets these tenants call, with so many keys each. */
function callFrom(stack: StackInput, names: readonly string[], keyGeneration: number): void {
  const { research } = stack.tenants;
  if (research === undefined) throw new Error("the example has no tenant research");
  for (const name of names) {
    add(stack, `tenants.${name}`, tenantLike(research, name));
    add(stack, `inference.gateway.tenants.${name}`, { keyGeneration, requestsPerMinute: assumed(60, "an example") });
  }
}

/** Model endpoints and their gateway. */
export default {
  "canary-that-takes-most": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.endpoints.scout.canary", { weightPercent: 60, replicas: 1 });
    },
    faults: [
      "inference.endpoints.scout.canary.weightPercent: got 60, want a number ≤ 50; fix: write the percent of requests that go to it",
    ],
  },
  "cluster-that-nobody-declares": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.cluster", "serving");
    },
    faults: [
      "inference.endpoints.scout.cluster: got serving, want a cluster of the stack: training, racks; fix: correct the name, or declare clusters.serving",
    ],
  },
  "context-over-the-models": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.model", "gpt-oss-120b");
      set(stack, "inference.endpoints.scout.precision", "mxfp4");
      set(stack, "inference.endpoints.scout.contextTokens", 200_000);
    },
    faults: ["inference.endpoints.scout.contextTokens: got 200,000, want at most the 131,072 of gpt-oss-120b; fix: write 131072 or less"],
  },
  "deepseek-r1-on-eight-h100": {
    change: (stack) => {
      serve(stack);
      set(stack, "clusters.training.accelerator", "h100");
      set(stack, "deliveries.training.accelerator", "h100");
      set(stack, "inference.endpoints.scout.model", "deepseek-r1");
      add(stack, "inference.endpoints.scout.parallelism", { tensor: 8, pipeline: 1 });
    },
    faults: [
      "inference.endpoints.scout.parallelism: got deepseek-r1 in fp8 on h100, TP 8 x PP 1 = 8 GPUs on 1 host: 85.5 GB x 0.9 - 84.1 GB weights - 4 GB engine = -11.2 GB a GPU / 70,272 B a token = 0 tokens, want room beside the weights for 8 x 16,384 = 131,072 tokens; fix: write parallelism: { tensor: 8, pipeline: 2 } (TP 8 x PP 2 = 16 GPUs on 2 hosts: 846,121 tokens)",
    ],
  },
  "endpoint-apart-from-the-gateway": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.cluster", "racks");
    },
    faults: [
      'inference.endpoints.scout.cluster: got racks, while the gateway stands in training, want training: a picker hands out addresses of pods, which lead nowhere from another cluster; fix: write cluster: "training", or move the gateway',
    ],
  },
  "failover-to-five-stacks": {
    change: (stack) => serve(stack, exampleInference({ scout: exampleEndpoint({ failover: ["a", "b", "c", "d", "e"] }) })),
    faults: [
      'inference.endpoints.scout.failover: got ["a","b","c","d","e"], want a list of 4 or fewer; fix: write the stacks that take over, in this order, where the calling tenant\'s residency allows them',
    ],
  },
  "failover-to-one-stack-twice": {
    change: (stack) => serve(stack, exampleInference({ scout: exampleEndpoint({ failover: ["keflavik", "loughton", "keflavik"] }) })),
    faults: [
      "inference.endpoints.scout.failover[2]: got keflavik a second time, want each stack once, in the order in which they take over; fix: remove it, or correct the name",
    ],
  },
  "fewer-replicas-at-most-than-at-least": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.replicas.min", 5);
    },
    faults: ["inference.endpoints.scout.replicas: got min 5, max 4, want a min that is not above max; fix: correct one of the two"],
  },
  "four-bits-that-the-accelerator-lacks": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.precision", "nvfp4");
      set(stack, "clusters.training.accelerator", "h200");
      set(stack, "deliveries.training.accelerator", "h200");
    },
    faults: [
      "inference.endpoints.scout.precision: got nvfp4 of llama-4-scout-17b-16e-instruct, which NVIDIA H200 SXM does not compute in, want bf16 or fp8; fix: write one of these, or take another accelerator",
    ],
  },
  "group-of-hosts-at-zero": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.gateway.cluster", "racks");
      set(stack, "inference.endpoints.scout", { ...groupedEndpoint({ replicas: { min: 0, max: 2 } }), queueTimeoutSeconds: 3600 });
    },
    faults: [
      "inference.endpoints.scout.replicas.min: got 0, with replicas of TP 8 x PP 1 = 8 GPUs on 2 hosts, want 1 or more: a group of hosts is not free again on demand, and no request waits as long as its start may take; fix: write min: 1",
    ],
  },
  "keys-for-no-tenant": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.gateway.tenants.gamma", { requestsPerMinute: assumed(60, "an example") });
    },
    faults: [
      "inference.gateway.tenants.gamma: got keys for a tenant that nobody declares, want a key of tenants: research, industry; fix: declare tenants.gamma (legal entity, owners, residency), or correct the name",
    ],
  },
  "live-model-at-zero": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.replicas.min", 0);
      add(stack, "inference.endpoints.scout.huggingFace", { status: "live" });
    },
    faults: [
      "inference.endpoints.scout.replicas.min: got 0 of a model that is live on Hugging Face, want 1 or more: its checks want the first token within 5 seconds, and no cold start is as short; fix: set it to 1, or set inference.endpoints.scout.huggingFace.status to staging",
    ],
  },
  "model-without-weights-in-the-format": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.precision", "mxfp4");
    },
    faults: [
      "inference.endpoints.scout.precision: got mxfp4 of llama-4-scout-17b-16e-instruct, of which the catalogue has no weights, want bf16 or fp8 or nvfp4; fix: write one of these, or take another accelerator",
    ],
  },
  "more-gpus-in-slurm-than-there-are": {
    change: (stack) => {
      serve(stack);
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.scalableUnits.value", 100);
    },
    faults: [
      "clusters.training.slurm.scalableUnits: got 100 scalable units, want at most 2: as many of the cluster's are whole, with 16 units each; fix: lower the number, or give the cluster more GPUs",
    ],
  },
  "more-gpus-than-the-share": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.replicas.max", 153);
    },
    faults: [
      "inference.endpoints: got scout 153 = 153 GPUs at most, out of the share of research, want at most the 152 that are guaranteed to it of cluster training; fix: lower replicas.max, or raise clusters.training.kubernetes.tenants.research.guaranteedSharePercent",
    ],
  },
  "more-tokens-than-any-placement": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.contextTokens", 10_000_000);
      set(stack, "inference.endpoints.scout.concurrency", 100);
      add(stack, "inference.endpoints.scout.replicas.requestsEach", 100);
    },
    faults: [
      "inference.endpoints.scout: got llama-4-scout-17b-16e-instruct in fp8 on b200, which holds as much on no placement of up to 16 hosts, want room beside the weights for 100 x 10,000,000 = 1,000,000,000 tokens; fix: take another accelerator, or lower concurrency or contextTokens",
    ],
  },
  "more-tokens-than-the-memory": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.endpoints.scout.parallelism", { tensor: 1, pipeline: 1 });
      set(stack, "inference.endpoints.scout.concurrency", 32);
    },
    faults: [
      "inference.endpoints.scout.parallelism: got llama-4-scout-17b-16e-instruct in fp8 on b200, TP 1 x PP 1 = 1 GPU on 1 host: 192.3 GB x 0.9 - 109 GB weights - 4 GB engine = 60 GB a GPU / 196,608 B a token = 305,375 tokens, want room beside the weights for 32 x 16,384 = 524,288 tokens; fix: write parallelism: { tensor: 2, pipeline: 1 } (TP 2 x PP 1 = 2 GPUs on 1 host: 1,165,153 tokens), or lower concurrency or contextTokens",
    ],
  },
  "replicas-that-fill-no-hosts": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.model", "deepseek-r1");
      add(stack, "inference.endpoints.scout.parallelism", { tensor: 4, pipeline: 3 });
    },
    faults: [
      "inference.endpoints.scout.parallelism: got 12 GPUs are neither within one host of 8 nor whole hosts, want each pod of a replica on a host of its own, with the same GPUs; fix: write parallelism: { tensor: 8, pipeline: 1 }",
    ],
  },
  "share-of-nobody": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.share", "openai");
    },
    faults: [
      "inference.endpoints.scout.share: got openai, which has no part of cluster training, want a key of clusters.training.kubernetes.tenants: research, industry; fix: name the tenant whose GPUs it runs on, or give that one a share of the cluster",
    ],
  },
  "stream-of-two-days": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.endpoints.scout.longestStreamSeconds", 172_800);
    },
    faults: [
      "inference.endpoints.scout.longestStreamSeconds: got 172800, want a number ≤ 86400; fix: write the most seconds that an answer may take: a replica that stops finishes its answers first",
    ],
  },
  "tenant-whose-data-may-not-lie-here": {
    change: (stack) => {
      serve(stack);
      set(stack, "tenants.industry.residency", ["IS"]);
      remove(stack, "clusters.training.kubernetes.tenants.industry");
    },
    faults: [
      "inference.gateway.tenants.industry: got a tenant whose data may lie in IS, at endpoints in NO, want tenants.industry.residency with NO in it; fix: serve the tenant elsewhere; widen the residency only if the tenant's contract says so",
    ],
  },
  "tenant-without-keys": {
    change: (stack) => {
      serve(stack);
      remove(stack, "inference.gateway.tenants.industry");
    },
    faults: [
      "inference.endpoints.scout.tenants[1]: got industry, a tenant without keys, want a key of inference.gateway.tenants: research; fix: declare inference.gateway.tenants.industry (requestsPerMinute), or correct the name",
    ],
  },
  "tensor-that-does-not-divide-blocks": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.model", "qwen3-235b-a22b-instruct-2507");
      add(stack, "inference.endpoints.scout.parallelism", { tensor: 8, pipeline: 1 });
    },
    faults: [
      "inference.endpoints.scout.parallelism.tensor: got 8 does not divide the 12 blocks of the fp8 weights (an expert is 1,536 wide (config.json), and its scales are for blocks of 128), want a number by which the model can be split; fix: write parallelism: { tensor: 2, pipeline: 1 }",
    ],
  },
  "tensor-that-does-not-divide-heads": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.endpoints.scout.parallelism", { tensor: 3, pipeline: 1 });
    },
    faults: [
      "inference.endpoints.scout.parallelism.tensor: got 3 does not divide the model's 40 attention heads, want a number by which the model can be split; fix: write parallelism: { tensor: 1, pipeline: 1 }",
    ],
  },
  "two-endpoints-of-one-name": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.endpoints.second", exampleEndpoint());
    },
    faults: [
      "inference.endpoints.second.servedAs: got meta-llama/Llama-4-Scout-17B-16E-Instruct, the name of endpoint scout too, want a name of its own: requests are told apart by it; fix: write another servedAs for one of the two",
    ],
  },
  "unknown-model": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.model", "llama-5");
    },
    faults: [
      'inference.endpoints.scout.model: got "llama-5", want one of llama-4-scout-17b-16e-instruct, llama-3.1-8b-instruct, llama-3.3-70b-instruct, qwen3-235b-a22b-instruct-2507, deepseek-r1, gpt-oss-120b; fix: write one of them: a model of the catalogue',
    ],
  },
  "weights-from-nowhere": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.weightsFrom", "hub");
    },
    faults: [
      "inference.weightsFrom: got hub, want an entry of site.egress that is a host: registry, models; fix: declare in site.egress the host that keeps the weights, with its jurisdiction, and name it here",
    ],
  },
  "weights-on-no-class": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.storageClass", "slow");
    },
    faults: [
      "inference.endpoints.scout.storageClass: got slow, want a key of site.storage.classes: fast; fix: correct the name, or declare the class",
    ],
  },
  "more-keys-than-one-policy-takes": {
    change: (stack) => {
      serve(stack);
      const names = Array.from({ length: 128 }, (_, index) => `t${index}`);
      callFrom(stack, names, 2);
    },
    faults: [
      "inference.gateway.tenants: got 258 keys of 130 tenants, want at most 256: a limit of requests a minute is a rule of one policy, which takes no more; fix: divide the tenants among sites, or let tenants have one key each (keyGeneration: 1)",
    ],
  },
  "more-tenants-than-one-match-takes": {
    change: (stack) => {
      serve(stack);
      const names = Array.from({ length: 200 }, (_, index) => `university-of-somewhere-${1000 + index}`);
      callFrom(stack, names, 1);
      set(stack, "inference.endpoints.scout.tenants", names);
    },
    faults: [
      "inference.endpoints.scout.tenants: got 200 tenants, 5,809 characters in one match of a route, want at most 4,096; fix: shorten the tenants' names, or serve the model by two endpoints",
    ],
  },
  "queue-that-ends-before-a-start": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.endpoints.scout.queueTimeoutSeconds", 265);
    },
    faults: [
      "inference.endpoints.scout.queueTimeoutSeconds: got 265, of an endpoint that starts replicas when requests wait, want more than such a start: 30 s until it is noticed + 180 s + 109 GB / 2 GB/s = 265 s; fix: write 325, or replicas.min: 4",
    ],
  },
  "fewer-requests-than-memory-holds": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.endpoints.scout.replicas.requestsEach", 7);
    },
    faults: [
      "inference.endpoints.scout.replicas.requestsEach: got 7, with memory for a concurrency of 8, want 8 or more: a replica never takes the rest; fix: write 8, or lower inference.endpoints.scout.concurrency",
    ],
  },
  "live-before-its-gpus-are-delivered": {
    change: (stack) => {
      serve(stack, exampleInference({ r1: groupedEndpoint({ huggingFace: { status: "live" } }) }, "racks"));
    },
    faults: [
      "inference.endpoints.r1.huggingFace.status: got live, on GPUs of racks that are delivered on 2027-02-01, want GPUs that are there on 2026-11-01, the asOf of the data; fix: set it to staging until then",
    ],
  },
  "live-on-gpus-that-nobody-delivers": {
    change: (stack) => {
      serve(stack, exampleInference({ scout: exampleEndpoint({ huggingFace: { status: "live" } }) }));
      set(stack, "deliveries", {});
    },
    faults: [
      "inference.endpoints.scout.huggingFace.status: got live, on GPUs of training that no delivery brings, want GPUs that are there on 2026-11-01, the asOf of the data; fix: declare their delivery, or set it to staging",
    ],
  },
  "public-api-before-its-gpus-are-delivered": {
    change: (stack) => {
      serve(stack);
      add(stack, "inference.gateway.servesPublicApi", assumed(true, "an example"));
      set(stack, "deliveries.training.deliveredOn.value", "2026-12-01");
    },
    faults: [
      "inference.gateway.servesPublicApi: got true, on GPUs of training of which the first are delivered on 2026-12-01, want GPUs that are there on 2026-11-01, the asOf of the data; fix: correct it, or the delivery",
    ],
  },
} satisfies InvalidCases;
