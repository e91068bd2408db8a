import { assumed } from "../lib/fact.ts";
import type { Fact } from "../lib/fact.ts";

/** An image by its three parts, as the GPU and network operators write them. */
export interface OperandImage {
  readonly repository: string;
  readonly image: string;
  readonly version: string;
}

const image = (repository: string, name: string, version: string, reason: string): Fact<OperandImage> =>
  assumed({ repository, image: name, version }, reason);

const ofThePatch = "what the operator's chart v26.7.1 names; the list of v26.7.0 is not at hand, and both are of one minor release";

/** What the GPU operator rolls out to nodes. Its driver is part of the node image, so that kernel and driver move in one wave. */
export const gpuOperands = {
  toolkit: image("nvcr.io/nvidia/k8s", "container-toolkit", "v1.20.1", ofThePatch),
  devicePlugin: image("nvcr.io/nvidia", "k8s-device-plugin", "v0.20.1", ofThePatch),
  dcgm: image("nvcr.io/nvidia/cloud-native", "dcgm", "4.6.1-1-ubuntu24.04", ofThePatch),
  dcgmExporter: image("nvcr.io/nvidia/k8s", "dcgm-exporter", "4.6.1-4.8.4-distroless", ofThePatch),
  validator: image("nvcr.io/nvidia", "gpu-operator", "v26.7.0", "the operator's own image"),
  draDriver: image("registry.k8s.io/dra-driver-nvidia", "dra-driver-nvidia-gpu", "v0.4.0", "the release of the set"),
} as const;

/** What the network operator rolls out: images that its own releases are tagged with. */
export const nicOperand = (name: string, operatorVersion: string): OperandImage => ({
  repository: "nvcr.io/nvidia/mellanox",
  image: name,
  version: `network-operator-v${operatorVersion}`,
});
