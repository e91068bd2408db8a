import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Kustomization, type KustomizationSpec } from "../../crd/kustomization.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import { stageNames } from "../../names/kubernetes.ts";

/** Declares a cluster's stages for Flux. They are in no stage themselves: what applies a repository's folder applies these, and they the rest. */
export function declareStages(
  cluster: string,
  plans: Readonly<Record<string, Manifest<KustomizationSpec>>>,
  options: { readonly parent: pulumi.Resource; readonly provider: k8s.Provider },
): void {
  for (const [stage, manifest] of Object.entries(plans)) new Kustomization(stageNames(cluster, stage).resource, manifest, options);
}
