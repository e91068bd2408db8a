import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "resource.k8s.io/v1";

/** Devices that claims may request under one name. */
export interface DeviceClassSpec {
  readonly selectors: readonly { readonly cel: { readonly expression: string } }[];
}
export class DeviceClass extends foreignKind<DeviceClassSpec>(apiVersion, "DeviceClass") {}

/** Template of the claim that each pod gets for itself. */
export interface ResourceClaimTemplateSpec {
  readonly spec: {
    readonly devices: {
      readonly requests: readonly {
        readonly name: string;
        readonly exactly: { readonly deviceClassName: string; readonly allocationMode: "ExactCount"; readonly count: number };
      }[];
    };
  };
}
export class ResourceClaimTemplate extends foreignKind<ResourceClaimTemplateSpec>(apiVersion, "ResourceClaimTemplate") {}
