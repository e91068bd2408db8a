import { beforeAll, describe, expect, it } from "vitest";
import { assumed } from "../../components/lib/fact.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { strictApply, type ServerObject } from "../support/cluster.ts";
import {
  endpointObjects,
  exampleEndpoint,
  exampleInference,
  groupedEndpoint,
  namespaceObjects,
  servingStack,
  type InferenceInput,
} from "../support/inference.ts";
import { podsIn } from "../support/pods.ts";
import { planLayer } from "../support/plans.ts";

const canary = { weightPercent: 10, replicas: 1, precision: "bf16" } as const;

/** Every way in which an endpoint's objects differ. */
const endpoints: Readonly<Record<string, readonly [string, InferenceInput["endpoints"][string], (stack: StackInput) => void]>> = {
  "replicas of one host, by what waits": ["training", exampleEndpoint(), () => undefined],
  "a fixed number of replicas": ["training", exampleEndpoint({ replicas: { min: 2, max: 2 } }), () => undefined],
  "no replica while nobody asks": [
    "training",
    exampleEndpoint({ replicas: { min: 0, max: 4 }, queueTimeoutSeconds: 600 }),
    () => undefined,
  ],
  "a canary in another number format": ["training", exampleEndpoint({ canary }), () => undefined],
  "groups of hosts of one NVLink domain": ["racks", groupedEndpoint(), () => undefined],
  "groups that are scaled, with a canary": [
    "racks",
    groupedEndpoint({ replicas: { min: 1, max: 2 }, canary: { weightPercent: 5, replicas: 1 } }),
    () => undefined,
  ],
  "groups that claim their devices": [
    "racks",
    groupedEndpoint(),
    (stack) => Object.assign(stack.clusters["racks"]?.kubernetes ?? {}, { deviceAllocation: "dra" }),
  ],
  "groups of hosts on InfiniBand": [
    "training",
    groupedEndpoint({ cluster: "training", parallelism: { tensor: 8, pipeline: 2 } }),
    (stack) => Object.assign(stack.clusters["training"] ?? {}, { gpus: assumed(256, "an example") }),
  ],
};

describe("the API server", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({
      crds: [
        "inference.networking.k8s.io",
        "keda.sh",
        "kueue.x-k8s.io",
        "leaderworkerset.x-k8s.io",
        "monitoring.coreos.com",
        "resource.nvidia.com",
      ],
    });
    return () => cluster.stop();
  });

  it.each(Object.entries(endpoints))("takes every object of an endpoint with %s as it is", async (_, [place, endpoint, change]) => {
    const stack = servingStack(exampleInference({ scout: endpoint }, place), change);
    for (const object of namespaceObjects(place, "research", stack)) expect(await strictApply(cluster, object)).toMatchObject(object);
    for (const object of endpointObjects("scout", stack))
      expect(await strictApply(cluster, object, { dryRun: true })).toMatchObject(object);
    const pods = endpointObjects("scout", stack).flatMap(podsIn);
    for (const pod of pods) expect(await strictApply(cluster, pod, { dryRun: true })).toMatchObject({ spec: pod["spec"] });
    // The engines' own, the pickers' and the one that brings the weights.
    expect(pods.length).toBeGreaterThanOrEqual(3);
    expect(planLayer(place, stack).tenants["research"]?.clusterQueue.metadata.name).toBe("research");
  });

  it("refuses a pod of theirs with more rights than it needs", async () => {
    const stack = servingStack(exampleInference({ scout: exampleEndpoint() }, "training"));
    for (const object of namespaceObjects("training", "research", stack)) await strictApply(cluster, object);
    const [pod] = endpointObjects("scout", stack).flatMap(podsIn);
    const privileged = { ...pod, spec: { ...(pod?.["spec"] as object), hostNetwork: true } } as ServerObject;
    await expect(strictApply(cluster, privileged, { dryRun: true })).rejects.toThrow(
      'violates PodSecurity "restricted:latest": host namespaces (hostNetwork=true)',
    );
  });
});
