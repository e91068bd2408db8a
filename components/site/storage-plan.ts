import { jurisdictions } from "../catalog/jurisdictions.ts";
import type { VolumeSnapshotClassManifest } from "../crd/snapshot.ts";
import type { Metadata } from "../crd/foreign-kind.ts";
import { topologyKeys } from "../lib/topology-keys.ts";
import type { StorageSpec } from "../schema/storage.ts";

export interface StorageClassManifest {
  readonly metadata: Metadata;
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly reclaimPolicy: "Retain" | "Delete";
  readonly volumeBindingMode: "WaitForFirstConsumer";
  readonly allowVolumeExpansion: true;
  readonly allowedTopologies: readonly {
    readonly matchLabelExpressions: readonly { readonly key: string; readonly values: readonly string[] }[];
  }[];
}

export interface StoragePlan {
  readonly classes: Readonly<Record<string, StorageClassManifest>>;
  readonly snapshotClasses: Readonly<Record<string, VolumeSnapshotClassManifest>>;
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, to: (value: A, key: string) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));

/** The storage and snapshot classes of every cluster of a site: volumes are made only in the region of their declared jurisdiction. */
export function planStorage(storage: StorageSpec): StoragePlan {
  const labelsOf = ({ jurisdiction, encryptionKey }: { jurisdiction: string; encryptionKey: string }) => ({
    "nscale.com/jurisdiction": jurisdiction,
    "nscale.com/encryption-key": encryptionKey,
  });
  return {
    classes: mapValues(storage.classes, (spec, name) => ({
      metadata: { name, labels: labelsOf(spec) },
      provisioner: spec.provisioner,
      parameters: spec.parameters,
      reclaimPolicy: spec.reclaimPolicy,
      volumeBindingMode: "WaitForFirstConsumer",
      // A quota grows by growing its volume.
      allowVolumeExpansion: true,
      allowedTopologies: [{ matchLabelExpressions: [{ key: topologyKeys.region, values: [jurisdictions[spec.jurisdiction].region] }] }],
    })),
    snapshotClasses: mapValues(storage.snapshotClasses, (spec, name) => ({
      metadata: { name, labels: labelsOf(spec) },
      driver: spec.driver,
      deletionPolicy: spec.deletionPolicy,
    })),
  };
}
