import { expect, test } from "vitest";
import { kubeconfigOf, planCredentials } from "../../../components/kubernetes/multi-kueue/access.ts";
import { planMultiKueue } from "../../../components/kubernetes/multi-kueue/plan.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { exampleControlPlane, exampleCluster, exampleGpuCluster, exampleSpec } from "../../support/specs.ts";

const why = "an example";

const cluster = (gpus: number, borrowingLimitPercent: number, host = "10.0.0.10") =>
  exampleCluster({
    gpus: assumed(gpus, why),
    controlPlane: exampleControlPlane(host),
    kubernetes: { tenants: { research: { guaranteedSharePercent: assumed(50, why), borrowingLimitPercent, preemptionOrder: 1 } } },
  });

const multiKueue = { manager: "front", workers: ["left", "right"], tenants: ["research"] };
const stack = exampleSpec({
  clusters: { front: cluster(80, 0), left: cluster(80, 10, "10.0.0.11"), right: cluster(160, 100, "10.0.0.12") },
  multiKueue,
});
const labels = { "nscale.com/tenant": "research" };

test("a tenant's queue at the manager has what the workers can give it, counts nothing of the manager's, and hands its jobs over", () => {
  const { manager } = planMultiKueue(multiKueue, stack.clusters);
  // 40 + 8 of the left, and of the right no more than all.
  expect(manager.tenants["research"]).toEqual({
    clusterQueue: {
      metadata: { name: "research.site", labels },
      spec: {
        namespaceSelector: { matchLabels: labels },
        resourceGroups: [
          {
            coveredResources: ["nvidia.com/gpu", "cpu", "memory", "pods"],
            flavors: [
              {
                name: "b200",
                resources: [
                  { name: "nvidia.com/gpu", nominalQuota: "208" },
                  { name: "cpu", nominalQuota: "6720" },
                  { name: "memory", nominalQuota: "59580Gi" },
                  { name: "pods", nominalQuota: "3300" },
                ],
              },
            ],
          },
        ],
        preemption: { reclaimWithinCohort: "Never", withinClusterQueue: "LowerPriority" },
        admissionChecksStrategy: { admissionChecks: [{ name: "site" }] },
      },
    },
    localQueue: { metadata: { name: "site", namespace: "tenant-research", labels }, spec: { clusterQueue: "research.site" } },
  });
  expect(manager.admissionCheck.spec).toEqual({
    controllerName: "kueue.x-k8s.io/multikueue",
    parameters: { apiGroup: "kueue.x-k8s.io", kind: "MultiKueueConfig", name: "site" },
  });
  expect(manager.config.spec).toEqual({ clusters: ["left", "right"] });
});

test("each worker is known by its own Secret, and takes the jobs in a queue of the same name on the tenant's share", () => {
  const { workers } = planMultiKueue(multiKueue, stack.clusters);
  expect(Object.keys(workers)).toEqual(["left", "right"]);
  expect(workers["left"]?.cluster).toEqual({
    metadata: { name: "left" },
    spec: { clusterSource: { kubeConfig: { locationType: "Secret", location: "left-kubeconfig" } } },
  });
  expect(workers["left"]?.localQueues).toEqual({
    research: { metadata: { name: "site", namespace: "tenant-research", labels }, spec: { clusterQueue: "research" } },
  });
});

test("the manager may hand over and take back jobs at a worker, and change none of its queues", () => {
  const rules = planMultiKueue(multiKueue, stack.clusters).workers["left"]?.account.clusterRole.rules;
  expect(rules).toEqual(
    [
      ["", "pods"],
      ["batch", "jobs"],
      ["jobset.x-k8s.io", "jobsets"],
      ["leaderworkerset.x-k8s.io", "leaderworkersets"],
    ]
      .flatMap(([group, resource]) => [
        { apiGroups: [group], resources: [resource], verbs: ["create", "delete", "get", "list", "watch"] },
        { apiGroups: [group], resources: [`${resource}/status`], verbs: ["get"] },
      ])
      .concat([
        { apiGroups: ["kueue.x-k8s.io"], resources: ["workloads"], verbs: ["create", "delete", "get", "list", "watch", "update"] },
        { apiGroups: ["kueue.x-k8s.io"], resources: ["workloads/status"], verbs: ["get", "patch", "update"] },
      ]),
  );
});

test.each([
  ["10.0.0.10", "https://10.0.0.10:6443"],
  ["api.example.com", "https://api.example.com:6443"],
])("a worker at %s is reached at %s", (host, server) => {
  const { spec } = exampleGpuCluster({
    controlPlane: { replicas: 3, endpoint: { host, port: 6443 }, hostCidr: "10.0.0.0/28" },
    network: { podCidr: "10.64.0.0/12", hostCidr: "10.0.0.0/16" },
  });
  expect(planCredentials("left", spec).server).toBe(server);
});

test("the kubeconfig holds the account's token as it is, and the server's certificate in base64", () => {
  const token = Buffer.from("a token").toString("base64");
  expect(JSON.parse(kubeconfigOf("https://10.0.0.10:6443", { token, "ca.crt": "certificate" }))).toEqual({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "worker", cluster: { server: "https://10.0.0.10:6443", "certificate-authority-data": "certificate" } }],
    users: [{ name: "multikueue", user: { token: "a token" } }],
    contexts: [{ name: "worker", context: { cluster: "worker", user: "multikueue" } }],
    "current-context": "worker",
  });
});
