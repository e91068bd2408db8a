import { resource, unknownValue, type RuleCases } from "../../support/policies.ts";
import { declared, egress, namespace, object, site, storageWith, tenant, unknownPort } from "./resources.ts";

const cluster = (changes: object = {}) =>
  resource("nscale:cluster:GpuCluster", "training", { site: "north", accelerator: "b200", gpus: 16, phase: "initial", ...changes });
const phase = resource("nscale:site:Phase", "initial", { name: "initial", energisedOn: "2026-01-01" });
const delivery = (gpus: number) => resource("nscale:cluster:Delivery", "first", { cluster: "training", gpus, deliveredOn: "2025-12-01" });
const machines = (replicas?: number) =>
  object("cluster.x-k8s.io/v1beta2:Cluster", "training", {
    spec: { topology: { workers: { machineDeployments: [{ name: "su-1", ...(replicas === undefined ? {} : { replicas }) }] } } },
  });
const facts = (jurisdiction: string) =>
  object("core/v1:ConfigMap", "north-facts", {
    metadata: { name: "site-facts", namespace: "north" },
    data: { jurisdiction, gridZone: "NO4", country: "NO" },
  });
const endpoint = resource("nscale:inference:Endpoint", "scout", { model: "scout", tenants: ["research"] });
const route = (tenants: string, model = "scout") =>
  object("gateway.networking.k8s.io/v1:HTTPRoute", "scout", {
    spec: {
      rules: [
        {
          matches: [
            {
              headers: [
                { name: "x-gateway-model-name", value: model },
                { name: "x-nscale-client", value: `(${tenants})\\.[0-9]+` },
              ],
            },
          ],
        },
      ],
    },
  });
const keys = (...names: readonly string[]) =>
  object("gateway.envoyproxy.io/v1alpha1:SecurityPolicy", "keys", {
    spec: { apiKeyAuth: { credentialRefs: names.map((name) => ({ name })) } },
  });
const nodeSet = (replicas: number) => object("slinky.slurm.net/v1beta1:NodeSet", "rack", { spec: { replicas } });

const stack = [site(), phase, cluster(), delivery(16), tenant(), endpoint];
const fixed = "; fix: change the stack's data, from which both are made";
const b200 = "2 machines (2 b200 units, 0.029 MW), as the facts by which power is judged say";

export const cases: Readonly<Record<string, RuleCases>> = {
  "objects-match-facts": {
    violating: {
      resources: [...stack, machines(20)],
      results: [`violated training: got Cluster tenant-a/training with 20 machines, 0.286 MW at the racks, want ${b200}${fixed}`],
    },
    passing: {
      resources: [...stack, machines(2), facts("NO"), route("research"), keys("key-research-1"), nodeSet(2)],
      results: ["passed (stack)"],
    },
    notApplicable: { resources: [namespace], results: ["not-applicable (stack): the stack declares no site"] },
    unknown: {
      resources: [site(), cluster({ gpus: unknownValue })],
      results: [
        "unknown training: got gpus that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "machines of which the number is left to something else": {
        resources: [...stack, machines()],
        results: [`violated training: got Cluster tenant-a/training with a number of machines that it does not say, want ${b200}${fixed}`],
      },
      "machines that nobody declared": {
        resources: [site(), machines(2)],
        results: [`violated training: got Cluster tenant-a/training, which no GpuCluster declares, want none is declared${fixed}`],
      },
      "a ConfigMap of another country": {
        resources: [...stack, facts("US-TX")],
        results: [`violated north-facts: got ConfigMap north/site-facts with jurisdiction US-TX, want NO, as the site says${fixed}`],
      },
      "half of the GPUs delivered": {
        resources: [site(), phase, cluster(), delivery(8)],
        results: [
          "violated training: got 8 GPUs delivered to training, which has 16 from phase initial on, want a delivery for every GPU, since the rules of export judge deliveries; fix: declare the deliveries of the cluster, each with its origin and authorisation",
        ],
      },
      "a cluster of another site": {
        resources: [site(), phase, cluster({ site: "south" }), delivery(16)],
        results: [`violated training: got a cluster of site south, want one of north${fixed}`],
      },
      "more hosts in Slurm than there are": {
        resources: [...stack, nodeSet(3)],
        results: [`violated rack: got node sets of Slurm with 3 hosts, want at most the site's 2${fixed}`],
      },
      "a route for one more tenant, and for another model": {
        resources: [...stack, tenant({}, "industry"), tenant({ residency: ["IS"] }, "abroad"), route("research|industry|abroad")],
        results: [
          `violated scout: got HTTPRoute tenant-a/scout lets industry call scout, want a tenant of the model's endpoint${fixed}`,
          `violated scout: got HTTPRoute tenant-a/scout lets abroad call scout, want a tenant whose data may lie at the site${fixed}`,
        ],
      },
      "a stranger's key": {
        resources: [...stack, keys("key-research-1", "key-stranger-1")],
        results: [
          `violated keys: got SecurityPolicy tenant-a/keys takes the key key-stranger-1, want the key of a tenant whose data may lie at the site${fixed}`,
        ],
      },
    },
  },
  "place-as-published": {
    violating: {
      resources: [egress("copy", "object-store", "s3.us-east-1.amazonaws.com", 443)],
      results: [
        "violated copy: got egress to s3.us-east-1.amazonaws.com declared in NO, want US, where the cloud itself says that its region lies (the description of each region in partitions.json of @aws-sdk/util-endpoints 3.893.0, as Amazon publishes it on npm; read on 27 November 2026); fix: declare the country of the region, or a host of the site",
      ],
    },
    passing: {
      resources: [...declared, egress("london", "object-store", "s3.eu-west-2.amazonaws.com", 443, "GB")],
      results: ["passed (stack)"],
    },
    notApplicable: { resources: [site()], results: ["not-applicable (stack): the site declares no destination and no backup"] },
    unknown: {
      resources: unknownPort(unknownValue),
      results: [
        "unknown registry: got port that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a backup in another country's region": {
        resources: [storageWith({ backup: { host: "s3-eu-west-1.amazonaws.com" } })],
        results: [
          "violated north: got a backup at s3-eu-west-1.amazonaws.com declared in NO, want IE, where the cloud itself says that its region lies (the description of each region in partitions.json of @aws-sdk/util-endpoints 3.893.0, as Amazon publishes it on npm; read on 27 November 2026); fix: declare the country of the region, or a host of the site",
        ],
      },
      "one host in two jurisdictions": {
        resources: [egress("one", "registry", "mirror.example.com", 443, "NO"), egress("two", "time", "mirror.example.com", 123, "GB")],
        results: [
          "violated two: got mirror.example.com declared in GB, want NO, as another entry says; fix: correct the jurisdiction of one of the entries",
        ],
      },
    },
  },
};
