import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { VolumeSnapshotClass } from "../crd/snapshot.ts";
import type { FactsOf } from "../lib/contract.ts";
import { factArguments } from "../lib/fact-component.ts";
import { planStorage } from "./storage-plan.ts";
import { storageContract } from "../schema/contracts/site.ts";
import type { StorageSpec } from "../schema/storage.ts";
import { storageNames } from "../names/site.ts";

export interface StorageArgs {
  readonly spec: StorageSpec;
  /** The options of objects of each cluster that gets the classes, its provider among them. */
  readonly clusters: Readonly<Record<string, pulumi.CustomResourceOptions>>;
}

/** A site's storage: its kinds, places and key holders, with the storage and snapshot classes on each cluster. */
export class Storage extends pulumi.ComponentResource {
  readonly storageClasses: readonly k8s.storage.v1.StorageClass[];
  readonly snapshotClasses: readonly VolumeSnapshotClass[];

  constructor(name: string, args: StorageArgs, options: pulumi.ComponentResourceOptions = {}) {
    super(storageContract.type, name, factArguments(args.spec satisfies FactsOf<typeof storageContract>), options);
    const plan = planStorage(args.spec);
    const onEach = <Planned, Child>(
      planned: Readonly<Record<string, Planned>>,
      of: "storageClass" | "snapshotClass",
      declare: (childName: string, manifest: Planned, childOptions: pulumi.CustomResourceOptions) => Child,
    ) =>
      Object.entries(args.clusters).flatMap(([cluster, onCluster]) =>
        Object.entries(planned).map(([key, manifest]) =>
          declare(storageNames(name, cluster, key)[of].resource, manifest, { ...onCluster, parent: this }),
        ),
      );
    this.storageClasses = onEach(
      plan.classes,
      "storageClass",
      (child, manifest, childOptions) =>
        new k8s.storage.v1.StorageClass(
          child,
          {
            ...manifest,
            allowedTopologies: manifest.allowedTopologies.map(({ matchLabelExpressions }) => ({
              matchLabelExpressions: matchLabelExpressions.map(({ key, values }) => ({ key, values: [...values] })),
            })),
          },
          childOptions,
        ),
    );
    this.snapshotClasses = onEach(
      plan.snapshotClasses,
      "snapshotClass",
      (child, manifest, childOptions) => new VolumeSnapshotClass(child, manifest, childOptions),
    );
    this.registerOutputs(factArguments(args.spec));
  }
}
