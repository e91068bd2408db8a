import { onlyStage } from "../../../components/targets/stages/plan.ts";
import { resource, unknownValue, type RuleCases } from "../../support/policies.ts";
import { deployment, egress, object, site } from "./resources.ts";

const below = (parent: string, one: ReturnType<typeof egress>) => ({ ...one, urn: one.urn.replace("::nscale::", `::nscale::${parent}$`) });
const own = below("nscale:site:Site", egress("registry", "registry", "registry.north.example", 443));
const source = object("source.toolkit.fluxcd.io/v1:OCIRepository", "kueue", {
  spec: { url: "oci://registry.north.example/registry.k8s.io/kueue/charts/kueue" },
});
const release = (name: string) =>
  object("helm.toolkit.fluxcd.io/v2:HelmRelease", "kueue", { spec: { chartRef: { kind: "OCIRepository", name } } });

const stage = {
  path: "./initial-1",
  sourceRef: { kind: "GitRepository", name: "site" },
  patches: onlyStage("layer"),
};

export const cases: Readonly<Record<string, RuleCases>> = {
  "kind-known": {
    violating: {
      resources: [object("acme.io/v1:Shipper", "shipper", { spec: { sink: "us.example.com" } })],
      results: [
        "violated shipper: got Shipper tenant-a/shipper, of a kind of which no rule knows what it holds: acme.io/Shipper, want a kind whose hosts, images, pods, places and credentials are known; fix: add the kind acme.io/Shipper to policies/data-sovereignty/world, one entry that names these fields, with a test that finds each; or take the object away",
      ],
    },
    passing: { resources: [site(), own, deployment(), source, release("kueue")], results: ["passed (stack)"] },
    notApplicable: { resources: [], results: ["not-applicable (stack): the stack has no resource"] },
    unknown: {
      resources: [resource("kubernetes:helm.sh/v3:Release", "tool", { chart: unknownValue })],
      results: [
        "unknown tool: got chart that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a resource of another cloud, its provider, and one that the engine runs as a program": {
        resources: [
          resource("pulumi:providers:aws", "us", { region: "us-east-1" }),
          resource("aws:s3/bucketV2:BucketV2", "copy", {}),
          resource("pulumi-nodejs:dynamic:Resource", "program", {}),
          resource("command:local:Command", "command", { create: "curl -T /data us.example.com" }),
        ],
        results: [
          ...["us", "copy", "program", "command"].map(
            (name, index) =>
              `violated ${name}: got a resource of type ${["pulumi:providers:aws", "aws:s3/bucketV2:BucketV2", "pulumi-nodejs:dynamic:Resource", "command:local:Command"][index] ?? ""}, of which no rule knows where it leads, want a component of the project, an object of Kubernetes, or a random value; fix: declare it as an object of a cluster; or add the type to policies/data-sovereignty/world/resources.ts with a test, if it can hold no host, place or pod`,
          ),
        ],
      },
      "a fact that stands beside its site": {
        resources: [egress("copy", "registry", "ghcr.io", 443)],
        results: [
          "violated copy: got nscale:site:Egress that stands alone, beside the data, want one below nscale:site:Site or nscale:fleet:Routing; fix: declare it in the stack's data file",
        ],
      },
      "a fact below another component": {
        resources: [below("nscale:kubernetes:KubernetesLayer", egress("copy", "registry", "ghcr.io", 443))],
        results: [
          "violated copy: got nscale:site:Egress below nscale:kubernetes:KubernetesLayer, beside the data, want one below nscale:site:Site or nscale:fleet:Routing; fix: declare it in the stack's data file",
        ],
      },
      "a chart that nobody has read": {
        resources: [object("helm.sh/v3:Release", "web", { chart: "oci://registry.north.example/charts/nginx" })],
        results: [
          "violated web: got Release tenant-a/web of chart nginx, whose own images and pods nobody has read, want a chart of the catalogue: cilium, cert-manager, kube-prometheus-stack, kueue, jobset, lws, gpu-operator, network-operator, dra-driver-nvidia-gpu, slurm-operator, keda, gateway-helm; fix: add the chart to components/catalog/charts.ts with the images that it brings, give a folder the name of its chart, or declare the chart's objects",
        ],
      },
      "a stage of Flux that applies what the stack renders, and ones that apply or change something else": {
        resources: [
          resource("nscale:kubernetes:KubernetesLayer", "initial-1", {}),
          object("kustomize.toolkit.fluxcd.io/v1:Kustomization", "layer", { spec: stage }),
          object("kustomize.toolkit.fluxcd.io/v1:Kustomization", "elsewhere", {
            spec: { ...stage, path: "./full-1", sourceRef: { kind: "OCIRepository", name: "site" } },
          }),
          object("kustomize.toolkit.fluxcd.io/v1:Kustomization", "patched", {
            spec: { ...stage, patches: [{ patch: "- { op: add, path: /spec/replicas, value: 9 }" }], kubeConfig: {} },
          }),
        ],
        results: [
          "violated elsewhere: got Kustomization tenant-a/elsewhere with path ./full-1, source OCIRepository site, by which what nobody judged is applied, want a folder that the stack renders (./initial-1), of GitRepository site, as it is; fix: declare the objects in the stack; what is not this project's is applied by a Kustomization outside of it",
          "violated patched: got Kustomization tenant-a/patched with a patch that does more than take objects away, spec.kubeConfig, by which what nobody judged is applied, want a folder that the stack renders (./initial-1), of GitRepository site, as it is; fix: declare the objects in the stack; what is not this project's is applied by a Kustomization outside of it",
        ],
      },
      "a release of a source that the stack does not have": {
        resources: [source, release("elsewhere")],
        results: [
          "violated kueue: got HelmRelease tenant-a/kueue of OCIRepository elsewhere, which the stack does not declare, want a source of the stack, whose registry is judged; fix: declare the source in the same stack",
        ],
      },
    },
  },
};
