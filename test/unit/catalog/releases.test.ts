import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { accelerators, acceleratorNames } from "../../../components/catalog/accelerators.ts";
import { releaseNames, releases } from "../../../components/catalog/releases.ts";

test("the release sets and their Kubernetes versions", () => {
  expect(releaseNames.map((name) => [name, releases[name].kubernetes, releases[name].withdrawn?.on.value])).toEqual([
    ["2026.08", "v1.34.9", "2026-10-27"],
    ["2026.10", "v1.35.3", undefined],
    ["2026.11", "v1.35.10", undefined],
    ["2026.12", "v1.36.3", undefined],
  ]);
  expect(releases["2026.08"].withdrawn?.instead).toBe("2026.11");
});

test("the operators of the newest set", () => {
  expect(releases["2026.11"].operators).toEqual({
    "cert-manager": "v1.21.2",
    cilium: "1.20.2",
    "cluster-api": "v1.14.2",
    "cluster-api-provider-metal3": "1.13.2",
    "dra-driver-nvidia-gpu": "0.4.0",
    "envoy-gateway": "v1.9.1",
    "gpu-operator": "v26.7.0",
    "inference-extension": "1.5.0",
    jobset: "0.12.0",
    keda: "2.21.0",
    kueue: "0.19.2",
    leaderworkerset: "0.10.0",
    "network-operator": "26.4.1",
    "prometheus-operator": "v0.94.1",
    "slurm-operator": "1.2.1",
  });
});

test("a wave between the two sets changes the node image and the Kubernetes patch version alone", () => {
  const { kubernetes: before, nodeImages: imagesBefore, ...restBefore } = releases["2026.10"];
  const { kubernetes: after, nodeImages: imagesAfter, ...restAfter } = releases["2026.11"];
  expect(restAfter).toEqual(restBefore);
  expect(after).not.toBe(before);
  for (const architecture of ["amd64", "arm64"] as const) {
    expect(imagesAfter[architecture].url.value).not.toBe(imagesBefore[architecture].url.value);
    expect(imagesAfter[architecture].sha256.value).not.toBe(imagesBefore[architecture].sha256.value);
  }
});

test("every node image is a placeholder that says so, with the digest that its reason names", () => {
  for (const name of releaseNames) {
    for (const architecture of ["amd64", "arm64"] as const) {
      const { url, sha256 } = releases[name].nodeImages[architecture];
      expect(url.value).toBe(`https://images.nscale.example/gpu-node/${name}/${architecture}.qcow2`);
      expect(sha256.value).toBe(createHash("sha256").update(url.value).digest("hex"));
      expect([url.basis, sha256.basis]).toEqual(["assumed", "assumed"]);
    }
  }
});

test("every accelerator's hosts have a node image", () => {
  for (const name of acceleratorNames) {
    expect(Object.keys(releases["2026.11"].nodeImages), name).toContain(accelerators[name].hostArchitecture);
  }
});

test("kinds are served by these API versions", () => {
  expect(releases["2026.11"].crdVersions).toEqual({
    certificates: "cert-manager.io/v1",
    cluster: "cluster.x-k8s.io/v1beta2",
    computeDomain: "resource.nvidia.com/v1beta1",
    envoyGateway: "gateway.envoyproxy.io/v1alpha1",
    gateway: "gateway.networking.k8s.io/v1",
    gpuClusterPolicy: "nvidia.com/v1",
    gpuDriver: "nvidia.com/v1alpha1",
    inferencePool: "inference.networking.k8s.io/v1",
    jobSet: "jobset.x-k8s.io/v1alpha2",
    kubeadmBootstrap: "bootstrap.cluster.x-k8s.io/v1beta2",
    kubeadmControlPlane: "controlplane.cluster.x-k8s.io/v1beta2",
    kueue: "kueue.x-k8s.io/v1beta2",
    leaderWorkerSet: "leaderworkerset.x-k8s.io/v1",
    metal3: "infrastructure.cluster.x-k8s.io/v1beta2",
    monitoring: "monitoring.coreos.com/v1",
    nicPolicy: "mellanox.com/v1alpha1",
    scaledObject: "keda.sh/v1alpha1",
    slurm: "slinky.slurm.net/v1beta1",
  });
});
