import { unknownText } from "../../../policies/lib/unknown.ts";
import { type Case, configMap, harmless, kube, pod, spec } from "./case.ts";

/** Objects beside the components that lead nowhere, and of which no rule may find any. */
export const cases: readonly Case[] = [
  harmless("a documentation link in a comment", configMap({ "app.yaml": "# see https://kubernetes.io/docs/concepts/\nreplicas: 3\n" })),
  harmless("README.md", configMap({ "README.md": "Docs: https://docs.vllm.ai/en/latest" })),
  harmless(
    "$schema and xmlns",
    configMap({ "dash.json": '{"$schema":"http://json-schema.org/draft-07/schema#"}', "a.xml": '<a xmlns="http://www.w3.org/2000/svg"/>' }),
  ),
  harmless("links of a Grafana dashboard", configMap({ "d.json": '{"links":[{"url":"https://grafana.com/grafana/dashboards/1860"}]}' })),
  harmless(
    "resource and topology keys in args",
    pod({ args: ["--resource=nvidia.com/gpu", "--topology-key=topology.kubernetes.io/zone"] }),
  ),
  harmless("Java class path", pod({ args: ["java", "-cp", "com.example.app"] })),
  harmless("sender of mail", pod({ env: [{ name: "MAIL_FROM", value: "ops@nscale.com" }] })),
  harmless("versions of four parts", pod({ env: [{ name: "VERSION", value: "1.2.3.4" }], args: ["--version=570.86.10.1"] })),
  harmless(
    "unknownText replicas",
    kube("apps/v1:Deployment", { spec: { replicas: unknownText, template: { metadata: {}, spec: spec() } } }),
  ),
  harmless("unknownText clusterIP", kube("core/v1:Service", { spec: { clusterIP: unknownText, ports: [{ port: 80 }] } })),
  harmless(
    "user name of an OIDC issuer",
    kube("rbac.authorization.k8s.io/v1:RoleBinding", { subjects: [{ kind: "User", name: "https://idp.example.com#ada" }] }),
  ),
  harmless(
    "dashboard link of an alert",
    kube("monitoring.coreos.com/v1:PrometheusRule", {
      spec: { groups: [{ name: "a", rules: [{ alert: "A", expr: "1", annotations: { dashboard: "https://grafana.example.com/d/1" } }] }] },
    }),
  ),
  harmless(
    "a DeploymentPatch that adds an env var",
    kube("apps/v1:DeploymentPatch", {
      metadata: { namespace: "y" },
      spec: { template: { spec: { containers: [{ name: "c", env: [{ name: "A", value: "b" }] }] } } },
    }),
  ),
  harmless(
    "a Kyverno policy that forbids ghcr.io",
    kube("kyverno.io/v1:ClusterPolicy", {
      spec: { rules: [{ name: "r", validate: { message: "m", pattern: { spec: { containers: [{ image: "!ghcr.io/*" }] } } } }] },
    }),
  ),
  harmless(
    "kubeadm v1beta1: labels right, arguments as a map",
    kube("bootstrap.cluster.x-k8s.io/v1beta1:KubeadmConfigTemplate", {
      spec: {
        template: {
          spec: {
            joinConfiguration: {
              nodeRegistration: {
                kubeletExtraArgs: { "node-labels": "topology.kubernetes.io/region=no,topology.kubernetes.io/zone=glomfjord" },
              },
            },
          },
        },
      },
    }),
  ),
  harmless(
    "an OpenAI client of the site's own gateway",
    pod({
      env: [
        { name: "OPENAI_BASE_URL", value: "http://scout-engines.tenant-x.svc.cluster.local:8000/v1" },
        { name: "OPENAI_API_KEY", value: "k" },
      ],
    }),
  ),
  harmless(
    "an admission policy that names docker.io",
    kube("admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy", {
      spec: {
        validations: [{ expression: "!object.spec.containers.exists(c, c.image.startsWith('docker.io/'))", message: "no docker.io" }],
      },
    }),
  ),
  harmless("the classes of a logging configuration", configMap({ "log4j2.xml": '<Logger name="org.apache.kafka" level="info"/>' })),
  harmless(
    "fields and calls of a program",
    configMap({ "run.py": "import os\nlogger.info('x')\nprint(args.name, os.path.join(a, b), result.id)\n" }),
  ),
  harmless(
    "files and versions in arguments",
    pod({ args: ["train.py", "model.safetensors", "--out=checkpoint.pt", "v1.2.3", "setup.sh", "0.5"] }),
  ),
  harmless(
    "a time, a ratio and a list of ports",
    pod({
      env: [
        { name: "AT", value: "12:30:45" },
        { name: "SHARE", value: "3:4" },
        { name: "PORTS", value: "80:8080,443:8443" },
      ],
    }),
  ),
  harmless(
    "a Service of another namespace by its whole name",
    pod({ env: [{ name: "REDIS_HOST", value: "redis.tenant-x.svc.cluster.local:6379" }] }),
  ),
  harmless("a private address", pod({ args: ["--listen", "10.0.0.7:8080", "--bind=0.0.0.0", "--peer", "fd00::1"] })),
  harmless("the region of the site", pod({ env: [{ name: "REGION", value: "no" }] })),
  harmless("an image's digest and tag beside its name", pod({ env: [{ name: "IMAGE_TAG", value: "24.04.1.2" }] })),
  harmless(
    "a Deployment that no operator has settled yet: its status is not known",
    kube("apps/v1:Deployment", { status: unknownText, spec: { template: { metadata: {}, spec: spec() } } }),
  ),
  harmless("a PodDisruptionBudget of unknown size", kube("policy/v1:PodDisruptionBudget", { spec: { minAvailable: unknownText } })),
  harmless(
    "labels and annotations of tools",
    kube("core/v1:ConfigMap", {
      metadata: {
        annotations: { "meta.helm.sh/release-name": "x", "kubectl.kubernetes.io/last-applied-configuration": "https://example.com" },
      },
      data: { a: "b" },
    }),
  ),
  harmless("a comment behind a setting", configMap({ "app.conf": "threads = 4  # see docs.example.com\n// and https://example.com\n" })),
  harmless(
    "a role of a group that looks like a host",
    kube("rbac.authorization.k8s.io/v1:ClusterRole", {
      rules: [{ apiGroups: ["serving.knative.dev"], resources: ["services"], verbs: ["get"] }],
    }),
  ),
  harmless("a priority class", kube("scheduling.k8s.io/v1:PriorityClass", { value: 10, description: "see https://example.com" })),
  harmless(
    "a schema in YAML",
    configMap({
      "values.yaml":
        "# yaml-language-server: $schema=https://json.schemastore.org/x.json\n$schema: https://json.schemastore.org/x.json\na: 1\n",
    }),
  ),
];
