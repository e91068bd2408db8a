import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Metadata } from "./foreign-kind.ts";

/** Snapshots of a CSI driver's volumes. The fields are beside the metadata, without a spec. */
export interface VolumeSnapshotClassManifest {
  readonly metadata: Metadata;
  readonly driver: string;
  readonly deletionPolicy: "Retain" | "Delete";
}

export class VolumeSnapshotClass extends k8s.apiextensions.CustomResource {
  static readonly __pulumiType = "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass";

  constructor(name: string, manifest: VolumeSnapshotClassManifest, options: pulumi.CustomResourceOptions) {
    super(name, { apiVersion: "snapshot.storage.k8s.io/v1", kind: "VolumeSnapshotClass", ...manifest }, options);
  }
}
