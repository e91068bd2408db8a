import { beforeAll, describe, expect, test } from "vitest";
import { refusalsOf } from "../../review/judge/immutable.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { strictApply, type ServerObject } from "../support/cluster.ts";
import { step } from "../support/review-plans.ts";

const pod = { metadata: { labels: { app: "it" } }, spec: { containers: [{ name: "it", image: "registry.example/it:1" }] } };

const devices = (count: number) => ({
  spec: { devices: { requests: [{ name: "gpu", exactly: { deviceClassName: "gpu.nvidia.com", allocationMode: "ExactCount", count } }] } },
});

const claim = (storage: string, changes: object = {}) => ({
  spec: { accessModes: ["ReadWriteMany"], storageClassName: "durable", resources: { requests: { storage } }, ...changes },
});

const set = (changes: object) => ({
  spec: { replicas: 1, selector: { matchLabels: { app: "it" } }, serviceName: "it", template: pod, ...changes },
});

const level = (nodeLabel: string) => ({ nodeLabel });

interface Row {
  readonly apiVersion: string;
  readonly kind: string;
  readonly isNamespaced?: boolean;
  readonly before: object;
  readonly after: object;
}

/** A change of each kind that the API server judges itself, by what is refused of it. */
const refused: Readonly<Record<string, Row>> = {
  "a storage class's reclaim policy": {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    before: { provisioner: "csi.example", reclaimPolicy: "Retain" },
    after: { provisioner: "csi.example", reclaimPolicy: "Delete" },
  },
  "when a storage class binds": {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    before: { provisioner: "csi.example", volumeBindingMode: "Immediate" },
    after: { provisioner: "csi.example", volumeBindingMode: "WaitForFirstConsumer" },
  },
  "a template of device claims": {
    apiVersion: "resource.k8s.io/v1",
    kind: "ResourceClaimTemplate",
    isNamespaced: true,
    before: { spec: devices(8) },
    after: { spec: devices(4) },
  },
  "a volume's access modes": {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    isNamespaced: true,
    before: claim("20Ti"),
    after: claim("20Ti", { accessModes: ["ReadWriteOnce"] }),
  },
  "a volume that shrinks": {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    isNamespaced: true,
    before: claim("20Ti"),
    after: claim("10Ti"),
  },
  "a set's service": {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    isNamespaced: true,
    before: set({}),
    after: set({ serviceName: "other" }),
  },
  "a priority's value": { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", before: { value: 1 }, after: { value: 2 } },
  "a local queue's cluster queue": {
    apiVersion: "kueue.x-k8s.io/v1beta2",
    kind: "LocalQueue",
    isNamespaced: true,
    before: { spec: { clusterQueue: "a" } },
    after: { spec: { clusterQueue: "b" } },
  },
  "a topology's levels": {
    apiVersion: "kueue.x-k8s.io/v1beta2",
    kind: "Topology",
    before: { spec: { levels: [level("example.com/row")] } },
    after: { spec: { levels: [level("example.com/hall")] } },
  },
  "a flavor's node labels": {
    apiVersion: "kueue.x-k8s.io/v1beta2",
    kind: "ResourceFlavor",
    before: { spec: { nodeLabels: { "example.com/layer": "a" }, topologyName: "it" } },
    after: { spec: { nodeLabels: { "example.com/layer": "b" }, topologyName: "it" } },
  },
  "an admission check's controller": {
    apiVersion: "kueue.x-k8s.io/v1beta2",
    kind: "AdmissionCheck",
    before: { spec: { controllerName: "example.com/a" } },
    after: { spec: { controllerName: "example.com/b" } },
  },
  "a gateway class's controller": {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GatewayClass",
    before: { spec: { controllerName: "example.com/a" } },
    after: { spec: { controllerName: "example.com/b" } },
  },
};

/** Changes beside them that are taken. */
const taken: Readonly<Record<string, Row>> = {
  "more replicas of a set": {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    isNamespaced: true,
    before: set({}),
    after: set({ replicas: 2 }),
  },
  "a storage class that lets volumes grow": {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    before: { provisioner: "csi.example", allowVolumeExpansion: false },
    after: { provisioner: "csi.example", allowVolumeExpansion: true },
  },
  "a queue's strategy": {
    apiVersion: "kueue.x-k8s.io/v1beta2",
    kind: "LocalQueue",
    isNamespaced: true,
    before: { spec: { clusterQueue: "a" } },
    after: { spec: { clusterQueue: "a", stopPolicy: "Hold" } },
  },
};

describe("the API server and the published kinds", () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await startCluster({ crds: ["kueue.x-k8s.io", "gateway.networking.k8s.io"] });
    return () => cluster.stop();
  });

  /** What is refused of the change: the message of the API server, and the review's paths. */
  async function judge(name: string, { apiVersion, kind, isNamespaced = false, before, after }: Row) {
    const metadata = { name: name.replace(/[^a-z]+/g, "-"), ...(isNamespaced ? { namespace: "default" } : {}) };
    const manifest = (inputs: object): ServerObject => ({ apiVersion, kind, metadata, ...inputs });
    await strictApply(cluster, manifest(before));
    const message = await strictApply(cluster, manifest(after)).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
    const change = step("update", { type, name, before: { ...before }, after: { ...after } });
    return { message, paths: refusalsOf([change]).map(({ path }) => path) };
  }

  test.each(Object.entries(refused))("refuse %s, as the review says", async (name, row) => {
    const { message, paths } = await judge(name, row);
    expect(message).toMatch(/immutable|forbidden|less than previous/i);
    expect(paths.length).toBeGreaterThan(0);
  });

  test.each(Object.entries(taken))("take %s, as the review says", async (name, row) => {
    expect(await judge(name, row)).toEqual({ message: undefined, paths: [] });
  });
});
