import { assumed, stated } from "../lib/fact.ts";
import type { Fact } from "../lib/fact.ts";

/** An image in three parts, as the GPU and network operators take it. */
export interface OperandImage {
  readonly repository: string;
  readonly image: string;
  readonly version: string;
}

const image = (repository: string, name: string, version: string, reason: string): Fact<OperandImage> =>
  assumed({ repository, image: name, version }, reason);

const ofThePatch = "what the operator's chart v26.7.1 names; the list of v26.7.0 is not at hand, and both are of one minor release";

/** The images that the GPU operator rolls out to nodes. The driver is in the node image instead, so that kernel and driver roll out in one wave. */
export const gpuOperands = {
  toolkit: image("nvcr.io/nvidia/k8s", "container-toolkit", "v1.20.1", ofThePatch),
  devicePlugin: image("nvcr.io/nvidia", "k8s-device-plugin", "v0.20.1", ofThePatch),
  dcgmExporter: image("nvcr.io/nvidia/k8s", "dcgm-exporter", "4.6.1-4.8.4-distroless", ofThePatch),
  validator: image("nvcr.io/nvidia", "gpu-operator", "v26.7.0", "the operator's own image"),
  draDriver: image("registry.k8s.io/dra-driver-nvidia", "dra-driver-nvidia-gpu", "v0.4.0", "the release of the set"),
} as const;

const ofThePlugin = "a published tag of AMD's device plugin; which releases of ROCm and of the plugin go together is not said";

/** AMD's own DaemonSets, which make its GPUs known to Kubernetes. AMD's operator is not used, because it brings a driver and ours is in the node image. */
export const amdOperands = {
  devicePlugin: image("docker.io/rocm", "k8s-device-plugin", "1.31.0.10", ofThePlugin),
  nodeLabeller: image("docker.io/rocm", "k8s-device-plugin", "labeller-1.31.0.10", ofThePlugin),
} as const;

/** An image that the network operator rolls out, tagged with the operator's release. */
export const nicOperand = (name: string, operatorVersion: string): OperandImage => ({
  repository: "nvcr.io/nvidia/mellanox",
  image: name,
  version: `network-operator-v${operatorVersion}`,
});

const withSlurm = "what the slurm-operator's documentation names beside its release 1.2";

/** The images of Slurm's pods. */
export const slurmOperands = {
  slurmctld: image("ghcr.io/slinkyproject", "slurmctld", "26.05-ubuntu26.04", withSlurm),
  slurmd: image("ghcr.io/slinkyproject", "slurmd", "26.05-ubuntu26.04", withSlurm),
  slurmdbd: image("ghcr.io/slinkyproject", "slurmdbd", "26.05-ubuntu26.04", withSlurm),
  slurmrestd: image("ghcr.io/slinkyproject", "slurmrestd", "26.05-ubuntu26.04", withSlurm),
  login: image("ghcr.io/slinkyproject", "login", "26.05-ubuntu26.04", withSlurm),
  logfile: image("docker.io/library", "alpine", "3.23.3", "a shell that follows a log file; the chart takes whichever is the latest"),
  database: image("docker.io/library", "mariadb", "11.8", "MariaDB's release with long support"),
  kubectl: image("docker.io/alpine", "k8s", "1.35.3", "kubectl beside a shell, of the release set's Kubernetes"),
  acceptance: image(
    "images.nscale.example",
    "slurm-acceptance",
    "1",
    "built from components/slurm/acceptance-image/Dockerfile: NCCL's tests and DCGM, which no public image has both",
  ),
} as const;

/** The endpoint picker, which places requests on engines, from the release set's inference extension. By digest, since it reads every prompt. */
export const endpointPickerImage: Fact<{ readonly repository: string; readonly digest: string }> = assumed(
  {
    repository: "registry.k8s.io/gateway-api-inference-extension/epp",
    digest: "sha256:27eba6e538d69931f01994831883ff270de17e288504e7a44bc1d41a29e8ca2b",
  },
  "placeholder: the digest in the site's registry, until the image is copied there",
);

/** The Redis in which Envoy Gateway's rate limiter counts requests. */
export const redisImage: Fact<string> = assumed(
  "docker.io/library/redis:8.10.2",
  "the newest release of Redis in its official image, November 2026; Envoy Gateway names none",
);

/** The Envoy proxy of the gateway, from the release set's Envoy Gateway. */
export const proxyImage: Fact<string> = stated(
  "docker.io/envoyproxy/envoy:distroless-v1.39.1@sha256:eb2c01c13125d1629637cb4e4cce7207009fb7cc2c8027f9742758549d15b6f4",
  "Envoy Gateway v1.9.1, api/v1alpha1/shared_types.go: DefaultEnvoyProxyImage",
);
