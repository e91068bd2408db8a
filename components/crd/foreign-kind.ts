import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** Names and labels of a Kubernetes object. */
export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object of a foreign kind, as plans give it: the class adds apiVersion and kind. */
export interface Manifest<Spec> {
  readonly metadata: Metadata;
  readonly spec: Spec;
}

/**
 * A resource class for a kind that an operator defines. `Spec` has only the fields that we set; the API server's strict validation proves them.
 * Policies match a class by its `__pulumiType`.
 */
export function foreignKind<Spec extends object>(apiVersion: string, kind: string) {
  return class extends k8s.apiextensions.CustomResource {
    static readonly __pulumiType = `kubernetes:${apiVersion}:${kind}`;

    constructor(name: string, manifest: Manifest<Spec>, options: pulumi.CustomResourceOptions) {
      super(name, { apiVersion, kind, ...manifest }, options);
    }
  };
}
