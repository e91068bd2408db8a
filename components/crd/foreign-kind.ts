import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** Names and labels of a Kubernetes object. */
export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object of a foreign kind as a plan gives it: apiVersion and kind are the class's own. */
export interface Manifest<Spec> {
  readonly metadata: Metadata;
  readonly spec: Spec;
}

/**
 * A resource class for a kind that some operator defines: the fields of `Spec` are those that we set, and the API server's strict validation proves them.
 * `__pulumiType` is what policies match a class by.
 */
export function foreignKind<Spec extends object>(apiVersion: string, kind: string) {
  return class extends k8s.apiextensions.CustomResource {
    static readonly __pulumiType = `kubernetes:${apiVersion}:${kind}`;

    constructor(name: string, manifest: Manifest<Spec>, options: pulumi.CustomResourceOptions) {
      super(name, { apiVersion, kind, ...manifest }, options);
    }
  };
}
