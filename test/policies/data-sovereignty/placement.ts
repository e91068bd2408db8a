import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { deployment, object, site, siteIn } from "./resources.ts";

const labels = { "topology.kubernetes.io/region": "no", "topology.kubernetes.io/zone": "north" };
const siteNamespace = (given: Readonly<Record<string, string>>) =>
  object("core/v1:Namespace", "north", { metadata: { name: "north", labels: given } });
const hosts = (given: Readonly<Record<string, string>>) =>
  object("metal3.io/v1alpha1:BareMetalHost", "host-1", { spec: { online: true } }, given);

const joining = (nodeLabels: string) =>
  object("bootstrap.cluster.x-k8s.io/v1beta2:KubeadmConfigTemplate", "worker", {
    spec: {
      template: { spec: { joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: "node-labels", value: nodeLabels }] } } } },
    },
  });

const affinity = (rule: string, term: object) => ({ affinity: { nodeAffinity: { [rule]: term } } });
const region = (...values: string[]) => ({
  matchExpressions: [{ key: "topology.kubernetes.io/region", operator: "In", values }],
});
const required = (...terms: object[]) => affinity("requiredDuringSchedulingIgnoredDuringExecution", { nodeSelectorTerms: terms });
const anywhere = { nodeSelector: {} };

export const cases: Readonly<Record<string, RuleCases>> = {
  "region-label-required": {
    violating: {
      resources: [site(), siteNamespace({ "topology.kubernetes.io/zone": "north" })],
      results: [
        "violated north: got Namespace north with topology.kubernetes.io/region left out, want no; fix: set the label topology.kubernetes.io/region: no",
      ],
    },
    passing: {
      resources: [
        site(),
        siteNamespace(labels),
        hosts(labels),
        joining("topology.kubernetes.io/region={{ ds.meta_data.region }},topology.kubernetes.io/zone={{ ds.meta_data.zone }}"),
      ],
      results: ["passed (stack)"],
    },
    notApplicable: {
      resources: [site(), object("core/v1:Namespace", "other", {})],
      results: ["not-applicable (stack): the stack has no host, node or namespace of the site"],
    },
    unknown: {
      resources: [siteIn(unknownValue), siteNamespace(labels)],
      results: [
        "unknown north: got location.jurisdiction that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a host of another region": {
        resources: [site(), hosts({ ...labels, "topology.kubernetes.io/region": "us-tx" })],
        results: [
          "violated host-1: got BareMetalHost tenant-a/host-1 with topology.kubernetes.io/region us-tx, want no; fix: set the label topology.kubernetes.io/region: no",
        ],
      },
      "nodes that join without a region": {
        resources: [site(), joining("topology.kubernetes.io/zone={{ ds.meta_data.zone }}")],
        results: [
          "violated worker: got KubeadmConfigTemplate tenant-a/worker, whose nodes join without topology.kubernetes.io/region, want --node-labels with topology.kubernetes.io/region; fix: hand the host's label topology.kubernetes.io/region on in kubeletExtraArgs",
        ],
      },
      "a raw Node without labels": {
        resources: [site(), object("core/v1:Node", "node-1", { metadata: { name: "node-1" } })],
        results: [
          "violated node-1: got Node node-1 with topology.kubernetes.io/region left out, want no; fix: set the label topology.kubernetes.io/region: no",
          "violated node-1: got Node node-1 with topology.kubernetes.io/zone left out, want north; fix: set the label topology.kubernetes.io/zone: north",
        ],
      },
    },
  },
  "workload-region-affinity": {
    violating: {
      resources: [
        site(),
        deployment(
          {},
          { ...anywhere, ...affinity("preferredDuringSchedulingIgnoredDuringExecution", [{ weight: 1, preference: region("no") }]) },
        ),
      ],
      results: [
        "violated app: got Deployment tenant-a/app spec.template.spec: no region required, want topology.kubernetes.io/region no, required; fix: set nodeSelector topology.kubernetes.io/region: no",
      ],
    },
    passing: { resources: [site(), deployment()], results: ["passed (stack)"] },
    notApplicable: {
      resources: [site(), object("core/v1:ConfigMap", "settings", { data: {} })],
      results: ["not-applicable (stack): the stack has no pod and no template of one"],
    },
    unknown: {
      resources: [siteIn(unknownValue), deployment()],
      results: [
        "unknown north: got location.jurisdiction that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a required affinity": {
        resources: [site(), deployment({}, { ...anywhere, ...required(region("no")) })],
        results: ["passed (stack)"],
      },
      "a required affinity to two regions": {
        resources: [site(), deployment({}, { ...anywhere, ...required(region("no", "gb")) })],
        results: [
          "violated app: got Deployment tenant-a/app spec.template.spec: regions no, gb, want topology.kubernetes.io/region no, required; fix: set nodeSelector topology.kubernetes.io/region: no",
        ],
      },
      "alternatives, of which one is open": {
        resources: [
          site(),
          deployment({}, { ...anywhere, ...required(region("no"), { matchExpressions: [{ key: "disk", operator: "Exists" }] }) }),
        ],
        results: [
          "violated app: got Deployment tenant-a/app spec.template.spec: no region required, want topology.kubernetes.io/region no, required; fix: set nodeSelector topology.kubernetes.io/region: no",
        ],
      },
      "a pod for another region": {
        resources: [site(), deployment({}, { nodeSelector: { "topology.kubernetes.io/region": "gb" } })],
        results: [
          "violated app: got Deployment tenant-a/app spec.template.spec: regions gb, want topology.kubernetes.io/region no, required; fix: set nodeSelector topology.kubernetes.io/region: no",
        ],
      },
      "the pods of a set of jobs, found by their containers": {
        resources: [
          site(),
          object("jobset.x-k8s.io/v1alpha2:JobSet", "train", {
            spec: { replicatedJobs: [{ template: { spec: { template: { spec: { containers: [{ name: "main", image: "a" }] } } } } }] },
          }),
        ],
        results: [
          "violated train: got JobSet tenant-a/train spec.replicatedJobs[0].template.spec.template.spec: no region required, want topology.kubernetes.io/region no, required; fix: set nodeSelector topology.kubernetes.io/region: no",
        ],
      },
      "a selector that is not known": {
        resources: [site(), deployment({}, { nodeSelector: { "topology.kubernetes.io/region": unknownValue } })],
        results: [
          "violated app: got Deployment tenant-a/app spec.template.spec: no region required, want topology.kubernetes.io/region no, required; fix: set nodeSelector topology.kubernetes.io/region: no",
        ],
      },
    },
  },
};
