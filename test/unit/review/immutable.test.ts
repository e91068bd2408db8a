import { expect, test } from "vitest";
import { refusalsOf } from "../../../review/judge/immutable.ts";
import type { Step } from "../../../review/plan/step.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

type Inputs = NonNullable<Step["before"]>;

/** The update of an object of a type. */
const update = (type: string, before: Inputs, after: Inputs): Step =>
  step("update", { type: `kubernetes:${type}`, name: "it", before, after });

const claim = (storage: string, changes: object = {}) => ({
  spec: { storageClassName: "fast", resources: { requests: { storage } }, ...changes },
});
const topology = (version: string, changes: object = {}) => ({ spec: { topology: { version }, ...changes } });

test.each([
  ["storage.k8s.io/v1:StorageClass", { reclaimPolicy: "Retain" }, { reclaimPolicy: "Delete" }, ["reclaimPolicy"]],
  ["storage.k8s.io/v1:StorageClass", { allowVolumeExpansion: false }, { allowVolumeExpansion: true }, []],
  ["resource.k8s.io/v1:ResourceClaimTemplate", { spec: { count: 8 } }, { spec: { count: 4 } }, ["spec.count"]],
  ["core/v1:PersistentVolumeClaim", claim("20Ti"), claim("40Ti"), []],
  ["core/v1:PersistentVolumeClaim", claim("20Ti"), claim("10Ti"), ["spec.resources.requests.storage"]],
  ["core/v1:PersistentVolumeClaim", claim("20Ti"), claim("20Ti", { volumeMode: "Block" }), ["spec.volumeMode"]],
  ["apps/v1:StatefulSet", { spec: { replicas: 1, serviceName: "a" } }, { spec: { replicas: 2, serviceName: "b" } }, ["spec.serviceName"]],
  ["scheduling.k8s.io/v1:PriorityClass", { value: 1 }, { value: 2 }, ["value"]],
  ["cluster.x-k8s.io/v1beta2:Cluster", topology("v1.36.1"), topology("v1.35.4"), ["spec.topology.version"]],
  ["cluster.x-k8s.io/v1beta2:Cluster", topology("v1.35.4"), topology("v1.36.1"), []],
  [
    "cluster.x-k8s.io/v1beta2:Cluster",
    topology("v1", { clusterNetwork: { pods: { cidrBlocks: ["10.64.0.0/12"] } } }),
    topology("v1", { clusterNetwork: { pods: { cidrBlocks: ["10.80.0.0/12"] } } }),
    ["spec.clusterNetwork.pods.cidrBlocks[0]"],
  ],
  [
    "controlplane.cluster.x-k8s.io/v1beta2:KubeadmControlPlaneTemplate",
    { spec: { template: { spec: { a: 1 } } } },
    { spec: { template: { spec: { a: 2 } } } },
    ["spec.template.spec.a"],
  ],
  ["infrastructure.cluster.x-k8s.io/v1beta2:Metal3DataTemplate", { spec: { metaData: 1 } }, { spec: { metaData: 2 } }, ["spec.metaData"]],
  ["kueue.x-k8s.io/v1beta2:LocalQueue", { spec: { clusterQueue: "a" } }, { spec: { clusterQueue: "b" } }, ["spec.clusterQueue"]],
  ["kueue.x-k8s.io/v1beta2:Topology", { spec: { levels: ["a"] } }, { spec: { levels: ["b"] } }, ["spec.levels[0]"]],
  [
    "kueue.x-k8s.io/v1beta2:ResourceFlavor",
    { spec: { nodeLabels: { a: "1" } } },
    { spec: { nodeLabels: { a: "2" } } },
    ["spec.nodeLabels.a"],
  ],
  ["kueue.x-k8s.io/v1beta2:AdmissionCheck", { spec: { controllerName: "a" } }, { spec: { controllerName: "b" } }, ["spec.controllerName"]],
  ["resource.nvidia.com/v1beta1:ComputeDomain", { spec: { numNodes: 18 } }, { spec: { numNodes: 9 } }, ["spec.numNodes"]],
  [
    "gateway.networking.k8s.io/v1:GatewayClass",
    { spec: { controllerName: "a" } },
    { spec: { controllerName: "b" } },
    ["spec.controllerName"],
  ],
  ["slinky.slurm.net/v1beta1:Controller", { spec: { clusterName: "a" } }, { spec: { clusterName: "b" } }, ["spec.clusterName"]],
] as const)("%s: %j → %j is refused at %j", (type, before, after, paths) => {
  expect(refusalsOf([update(type, before, after)]).map(({ path }) => path)).toEqual(paths);
});

test("a refused change blocks, and says who refuses it and the way round", () => {
  const review = reviewOf([
    planOf("narvik", [update("storage.k8s.io/v1:StorageClass", { reclaimPolicy: "Retain" }, { reclaimPolicy: "Delete" })]),
  ]);
  expect(review.verdict).toBe("failed");
  expect(review.stacks[0]?.status).toBe("refused");
  expect(review.stacks[0]?.headline).toEqual(["1 change of what exists refused: StorageClass reclaimPolicy"]);
  expect(review.stacks[0]?.refusals[0]?.wayRound).toContain("declare a class under another key");
});

test("a claim that is replaced is refused where the old one stays under its name", () => {
  const kept = (isRetained: boolean): Step => ({
    ...step("replace", {
      type: "kubernetes:core/v1:PersistentVolumeClaim",
      name: "it",
      before: claim("20Ti"),
      after: claim("20Ti", { storageClassName: "durable" }),
    }),
    isRetained,
  });
  expect(refusalsOf([kept(true)]).map(({ path }) => path)).toEqual(["spec.storageClassName"]);
  expect(refusalsOf([kept(false)])).toEqual([]);
});
