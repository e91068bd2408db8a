import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { deployment, namespace, object, storage } from "./resources.ts";

const labels = { "nscale.com/jurisdiction": "NO", "nscale.com/encryption-key": "site" };
const inRegion = (region: string) => ({
  allowedTopologies: [{ matchLabelExpressions: [{ key: "topology.kubernetes.io/region", values: [region] }] }],
});
const classObject = (name: string, fields: object, its: Readonly<Record<string, string>> = labels) =>
  object("storage.k8s.io/v1:StorageClass", name, {
    metadata: { name, labels: its },
    provisioner: "csi.storage.example",
    parameters: { tier: "nvme" },
    ...inRegion("no"),
    ...fields,
  });
const snapshotClass = (name: string, driver: string) =>
  object("snapshot.storage.k8s.io/v1:VolumeSnapshotClass", name, { metadata: { name, labels }, driver, deletionPolicy: "Retain" });
const claimSpec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
const claim = (spec: object) => object("core/v1:PersistentVolumeClaim", "data", { spec: { ...claimSpec, ...spec } });
const volume = (spec: object) =>
  object("core/v1:PersistentVolume", "disk", {
    metadata: { name: "disk" },
    spec: { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"], storageClassName: "fast", ...spec },
  });
const boundTo = (region: string) => ({
  nodeAffinity: {
    required: { nodeSelectorTerms: [{ matchExpressions: [{ key: "topology.kubernetes.io/region", operator: "In", values: [region] }] }] },
  },
});

export const cases: Readonly<Record<string, RuleCases>> = {
  "volume-class-declared": {
    violating: {
      resources: [storage(), claim({ storageClassName: "cloud" })],
      results: [
        'violated data: got PersistentVolumeClaim tenant-a/data takes class "cloud" (spec.storageClassName), want one of site.storage.classes: fast; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
      ],
    },
    passing: {
      resources: [
        storage(),
        classObject("fast", {}),
        snapshotClass("daily", "csi.storage.example"),
        claim({ storageClassName: "fast" }),
        volume({ csi: { driver: "csi.storage.example", volumeHandle: "v-1" }, ...boundTo("no") }),
        deployment(
          {},
          {
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "own", persistentVolumeClaim: { claimName: "data" } },
            ],
          },
        ),
        object("snapshot.storage.k8s.io/v1:VolumeSnapshot", "yesterday", { spec: { volumeSnapshotClassName: "daily" } }),
      ],
      results: ["passed (stack)"],
    },
    notApplicable: {
      resources: [storage(), namespace],
      results: ["not-applicable (stack): the stack has no storage class, volume, claim or mount"],
    },
    unknown: {
      resources: [storage({ classes: unknownValue }), claim({ storageClassName: "fast" })],
      results: [
        "unknown north: got classes that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a claim of the default class": {
        resources: [storage(), claim({})],
        results: [
          "violated data: got PersistentVolumeClaim tenant-a/data claims a volume of no class (spec), want one of site.storage.classes: fast; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a claim of a class that is not known": {
        resources: [storage(), claim({ storageClassName: unknownValue })],
        results: [
          "violated data: got PersistentVolumeClaim tenant-a/data: spec.storageClassName that is not known before the update, want a value that the rule can judge; fix: write the value out instead of taking it from another resource's output",
        ],
      },
      "a class that nobody declares": {
        resources: [storage(), classObject("cloud", {})],
        results: [
          "violated cloud: got StorageClass cloud that is not declared, want one of site.storage.classes: fast; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a declared class that may lie in another region": {
        resources: [storage(), classObject("fast", inRegion("us-tx"))],
        results: [
          'violated fast: got StorageClass fast with regions ["us-tx"], want ["no"], as site.storage declares; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
        ],
      },
      "a declared class without topologies, another driver and another parameter": {
        resources: [
          storage(),
          classObject("fast", { allowedTopologies: [], provisioner: "ebs.csi.aws.com", parameters: { endpoint: "s3.example.com" } }),
        ],
        results: [
          'violated fast: got StorageClass fast with provisioner "ebs.csi.aws.com", want "csi.storage.example", as site.storage declares; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
          'violated fast: got StorageClass fast with parameters {"endpoint":"s3.example.com"}, want {"tier":"nvme"}, as site.storage declares; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
          'violated fast: got StorageClass fast with regions left out, want ["no"], as site.storage declares; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
        ],
      },
      "a declared class that names another key": {
        resources: [storage(), classObject("fast", {}, { ...labels, "nscale.com/encryption-key": "other" })],
        results: [
          'violated fast: got StorageClass fast with nscale.com/encryption-key "other", want "site", as site.storage declares; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
        ],
      },
      "an undeclared snapshot class": {
        resources: [storage(), snapshotClass("weekly", "csi.storage.example")],
        results: [
          "violated weekly: got VolumeSnapshotClass weekly that is not declared, want one of site.storage.snapshotClasses: daily; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a declared snapshot class of another driver": {
        resources: [storage(), snapshotClass("daily", "ebs.csi.aws.com")],
        results: [
          'violated daily: got VolumeSnapshotClass daily with driver "ebs.csi.aws.com", want "csi.storage.example", as site.storage declares; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
        ],
      },
      "a volume on a file server": {
        resources: [storage(), volume({ nfs: { server: "10.0.0.5", path: "/" }, ...boundTo("no") })],
        results: [
          "violated disk: got PersistentVolume disk lies on nfs, want a volume of a declared class's driver; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a volume of another driver, bound to no region": {
        resources: [storage(), volume({ csi: { driver: "ebs.csi.aws.com", volumeHandle: "v-1" } })],
        results: [
          "violated disk: got PersistentVolume disk lies with driver ebs.csi.aws.com, want the driver of its class: csi.storage.example; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
          "violated disk: got PersistentVolume disk is bound to no region, want required node affinity to region no; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a volume that is bound to another region": {
        resources: [storage(), volume({ csi: { driver: "csi.storage.example", volumeHandle: "v-1" }, ...boundTo("gb") })],
        results: [
          "violated disk: got PersistentVolume disk is bound to gb, want required node affinity to region no; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a pod that mounts a file server": {
        resources: [storage(), deployment({}, { volumes: [{ name: "share", nfs: { server: "nfs.example.com", path: "/" } }] })],
        results: [
          "violated app: got Deployment tenant-a/app mounts volume share from nfs, want a claim of a declared class; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a pod with a disk of another driver": {
        resources: [storage(), deployment({}, { volumes: [{ name: "disk", csi: { driver: "s3.csi.aws.com" } }] })],
        results: [
          "violated app: got Deployment tenant-a/app mounts volume disk from driver s3.csi.aws.com, want a claim of a declared class; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "the claims of a set": {
        resources: [storage(), object("apps/v1:StatefulSet", "db", { spec: { volumeClaimTemplates: [{ spec: claimSpec }] } })],
        results: [
          "violated db: got StatefulSet tenant-a/db claims a volume of no class (spec.volumeClaimTemplates[0].spec), want one of site.storage.classes: fast; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "the claims of a custom kind": {
        resources: [
          storage(),
          object("monitoring.coreos.com/v1:Prometheus", "main", {
            spec: { storage: { volumeClaimTemplate: { spec: { ...claimSpec, storageClassName: "gp3" } } } },
          }),
        ],
        results: [
          'violated main: got Prometheus tenant-a/main takes class "gp3" (spec.storage.volumeClaimTemplate.spec.storageClassName), want one of site.storage.classes: fast; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
        ],
      },
      "a snapshot of no class": {
        resources: [storage(), object("snapshot.storage.k8s.io/v1:VolumeSnapshot", "now", { spec: {} })],
        results: [
          "violated now: got VolumeSnapshot tenant-a/now is of no class, want one of site.storage.snapshotClasses: daily; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a snapshot that lies elsewhere": {
        resources: [storage(), object("snapshot.storage.k8s.io/v1:VolumeSnapshotContent", "old", { spec: { driver: "ebs.csi.aws.com" } })],
        results: [
          "violated old: got VolumeSnapshotContent tenant-a/old of driver ebs.csi.aws.com, want a declared driver: csi.storage.example; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
        ],
      },
      "a claim where nothing is declared": {
        resources: [claim({ storageClassName: "fast" })],
        results: [
          'violated data: got PersistentVolumeClaim tenant-a/data takes class "fast" (spec.storageClassName), want one of site.storage.classes: none is declared; fix: use a class that site.storage declares, or declare what is meant there with its jurisdiction and key',
        ],
      },
    },
  },
};
