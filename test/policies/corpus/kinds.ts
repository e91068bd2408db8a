import { type Case, egress, found, here, image, kube, pod, registry, spec } from "./case.ts";

/** Objects and resources beside the components of which a mandatory rule must find each: kinds and providers that nobody has listed, and fields of those that are. */
export const cases: readonly Case[] = [
  found("hostNetwork", ["no-host-access"], pod({}, { hostNetwork: true })),
  found("NodePort", ["no-host-access"], kube("core/v1:Service", { spec: { type: "NodePort", ports: [{ port: 80, nodePort: 30080 }] } })),
  found(
    "three Egress components beside the site declare what the pod then uses",
    ["kind-known", "place-as-published"],
    egress("e1", "registry", "ghcr.io", 443),
    egress("e2", "time", "s3.us-east-1.amazonaws.com", 443),
    egress("e3", "telemetry", "otlp.nr-data.net", 4317),
    pod({
      image: "ghcr.io/evil/x",
      env: [
        { name: "A", value: "https://s3.us-east-1.amazonaws.com" },
        { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "https://otlp.nr-data.net:4317" },
      ],
    }),
  ),
  found(
    "Cilium toEntities world-ipv4",
    ["service-destination-declared"],
    kube("cilium.io/v2:CiliumNetworkPolicy", { spec: { endpointSelector: {}, egress: [{ toEntities: ["world-ipv4"] }] } }),
  ),
  found(
    "Cilium toFQDNs of every name",
    ["service-destination-declared"],
    kube("cilium.io/v2:CiliumNetworkPolicy", { spec: { endpointSelector: {}, egress: [{ toFQDNs: [{ matchPattern: "*" }] }] } }),
  ),
  found(
    "Calico GlobalNetworkPolicy that allows all",
    ["service-destination-declared"],
    kube("crd.projectcalico.org/v1:GlobalNetworkPolicy", { spec: { selector: "all()", egress: [{ action: "Allow" }] } }),
  ),
  found(
    "ClusterNetworkPolicy (v1alpha2, the later name of AdminNetworkPolicy) to 0.0.0.0/0",
    ["service-destination-declared"],
    kube("policy.networking.k8s.io/v1alpha2:ClusterNetworkPolicy", {
      spec: { priority: 1, egress: [{ action: "Accept", to: [{ networks: ["0.0.0.0/0"] }] }] },
    }),
  ),
  found(
    "rclone to a remote of AWS us-east-1",
    ["destination-declared"],
    pod({
      args: ["rclone", "copy", "/data", "us:checkpoints"],
      env: [
        { name: "RCLONE_CONFIG_US_PROVIDER", value: "AWS" },
        { name: "RCLONE_CONFIG_US_REGION", value: "us-east-1" },
      ],
    }),
  ),
  found(
    "Velero BackupStorageLocation",
    ["destination-declared", "kind-known"],
    kube("velero.io/v1:BackupStorageLocation", {
      spec: { provider: "aws", objectStorage: { bucket: "nscale-us" }, config: { region: "us-east-1" } },
    }),
  ),
  found(
    "Crossplane bucket",
    ["destination-declared", "kind-known"],
    kube("s3.aws.upbound.io/v1beta1:Bucket", { spec: { forProvider: { region: "us-east-1" } } }),
  ),
  found(
    "COSI BucketClass",
    ["destination-declared", "kind-known"],
    kube("objectstorage.k8s.io/v1alpha1:BucketClass", { driverName: "s3.amazonaws", parameters: { region: "us-east-1" } }),
  ),
  found(
    "VolSync by rclone",
    ["kind-known"],
    kube("volsync.backube/v1alpha1:ReplicationSource", {
      spec: { sourcePVC: "x", rclone: { rcloneConfigSection: "us", rcloneDestPath: "us-bucket/x", rcloneConfig: "secret" } },
    }),
  ),
  found(
    "an AWS cluster of Cluster API",
    ["destination-declared", "kind-known"],
    kube("infrastructure.cluster.x-k8s.io/v1beta2:AWSCluster", { spec: { region: "us-east-1" } }),
  ),
  found(
    "Argo Workflow: `container`, no region",
    ["kind-known"],
    kube("argoproj.io/v1alpha1:Workflow", { spec: { entrypoint: "a", templates: [{ name: "a", container: { name: "c", image } }] } }),
  ),
  found(
    "Prometheus without a region and image (quay.io)",
    ["kind-known"],
    kube("monitoring.coreos.com/v1:Prometheus", { spec: { replicas: 2 } }),
  ),
  found(
    "CloudNativePG on a storage class that nobody declares (key storageClass)",
    ["kind-known"],
    kube("postgresql.cnpg.io/v1:Cluster", {
      spec: { instances: 3, imageName: `${registry}/pg:17`, affinity: here, storage: { storageClass: "gp3-us-east-1", size: "1Ti" } },
    }),
  ),
  found(
    "nodes that join with another region's label",
    ["region-label-required"],
    kube("bootstrap.cluster.x-k8s.io/v1beta2:KubeadmConfigTemplate", {
      spec: {
        template: {
          spec: {
            joinConfiguration: {
              nodeRegistration: {
                kubeletExtraArgs: [
                  { name: "node-labels", value: "topology.kubernetes.io/region=us-tx,topology.kubernetes.io/zone=dallas" },
                ],
              },
            },
          },
        },
      },
    }),
  ),
  found(
    "newName of a Kustomization",
    ["image-registry-declared", "kind-known"],
    kube("kustomize.toolkit.fluxcd.io/v1:Kustomization", {
      spec: { sourceRef: { kind: "OCIRepository", name: "x" }, path: "./", images: [{ name: "app", newName: "ghcr.io/evil/app" }] },
    }),
  ),
  found(
    "image.name of Helm values",
    ["image-registry-declared"],
    kube("helm.toolkit.fluxcd.io/v2:HelmRelease", { spec: { values: { image: { name: "docker.io/evil/y", tag: "1" } } } }),
  ),
  found(
    "proxyImage annotation of a mesh",
    ["image-registry-declared"],
    kube("apps/v1:Deployment", {
      spec: { template: { metadata: { annotations: { "sidecar.istio.io/proxyImage": "docker.io/istio/proxyv2:1.25" } }, spec: spec() } },
    }),
  ),
  found(
    "a chart whose own images are never rendered",
    ["kind-known", "namespace-closed"],
    kube("helm.sh/v3:Release", { chart: `oci://${registry}/charts/nginx`, version: "1.0.0" }),
  ),
  found(
    "an operator's default image (docker.elastic.co)",
    ["kind-known"],
    kube("elasticsearch.k8s.elastic.co/v1:Elasticsearch", { spec: { version: "9.0.0", nodeSets: [{ name: "a", count: 3 }] } }),
  ),
  found(
    "a Kustomization of a GitRepository that the stack does not have",
    ["kind-known"],
    kube("kustomize.toolkit.fluxcd.io/v1:Kustomization", { spec: { sourceRef: { kind: "GitRepository", name: "elsewhere" }, path: "./" } }),
  ),
  found(
    "Argo CD to cluster texas",
    ["kind-known"],
    kube("argoproj.io/v1alpha1:Application", {
      spec: { source: { repoURL: `https://${registry}/x` }, destination: { name: "texas", namespace: "x" } },
    }),
  ),
  found(
    "Open Cluster Management: a ManifestWork in namespace texas",
    ["kind-known"],
    kube("work.open-cluster-management.io/v1:ManifestWork", { metadata: { namespace: "texas" }, spec: { workload: { manifests: [] } } }),
  ),
  found("a second provider by the name of a declared cluster", ["cluster-target-declared"], {
    type: "pulumi:providers:kubernetes",
    name: "initial-b200",
    props: { context: "texas", kubeconfig: "clusters: [{cluster: {server: https://k8s.texas.example.com}}]" },
  }),
  found(
    "a Secret by the name of a declared kubeconfig, and a MultiKueueCluster that takes it",
    ["cluster-target-declared"],
    kube(
      "core/v1:Secret",
      {
        metadata: { namespace: "kueue-system" },
        stringData: { kubeconfig: "clusters: [{cluster: {server: https://k8s.texas.example.com}}]" },
      },
      "initial-b200-kubeconfig",
    ),
    kube("kueue.x-k8s.io/v1beta2:MultiKueueCluster", { spec: { clusterSource: { kubeConfig: { location: "initial-b200-kubeconfig" } } } }),
  ),
  found(
    "a bucket of another provider",
    ["kind-known"],
    { type: "pulumi:providers:aws", name: "us", props: { region: "us-east-1" } },
    { type: "aws:s3/bucketV2:BucketV2", name: "copy", props: { bucket: "nscale-us" } },
  ),
  found("a dynamic resource", ["kind-known"], {
    type: "pulumi-nodejs:dynamic:Resource",
    name: "d",
    props: { __provider: "exports.handler = 1" },
  }),
  found(
    "an Ingress for a foreign name",
    ["ingress-declared"],
    kube("networking.k8s.io/v1:Ingress", {
      spec: {
        rules: [
          {
            host: "us.example.com",
            http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "api", port: { number: 80 } } } }] },
          },
        ],
      },
    }),
  ),
  found(
    "Traefik",
    ["kind-known", "service-destination-declared"],
    kube("traefik.io/v1alpha1:IngressRoute", {
      spec: { routes: [{ match: "Host(`us.example.com`)", services: [{ name: "ext", port: 443 }] }] },
    }),
  ),
];
