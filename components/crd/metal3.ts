import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta2";

/** Address of a cluster's API server. */
export interface Metal3ClusterTemplateSpec {
  readonly template: {
    readonly spec: {
      readonly controlPlaneEndpoint: { readonly host: string; readonly port: number };
      /** Without a cloud provider, Metal3 sets the nodes' provider ids, and finds nodes by the label `metal3.io/uuid`. */
      readonly cloudProviderEnabled: false;
    };
  };
}
export class Metal3ClusterTemplate extends foreignKind<Metal3ClusterTemplateSpec>(apiVersion, "Metal3ClusterTemplate") {}

/** The host that a machine takes, and the image that it boots. */
export interface Metal3MachineTemplateSpec {
  readonly template: {
    readonly spec: {
      readonly automatedCleaningMode: "metadata" | "disabled";
      readonly dataTemplate: { readonly name: string };
      readonly hostSelector: { readonly matchLabels: Readonly<Record<string, string>> };
      readonly image: {
        readonly url: string;
        readonly checksum: string;
        readonly checksumType: "sha256";
        readonly diskFormat: "qcow2";
      };
    };
  };
}
export class Metal3MachineTemplate extends foreignKind<Metal3MachineTemplateSpec>(apiVersion, "Metal3MachineTemplate") {}

/** Values that cloud-init on a host reads as `ds.meta_data.<key>`. Metal3 refuses any change of `metaData`. */
export interface Metal3DataTemplateSpec {
  readonly clusterName: string;
  readonly metaData: {
    readonly objectNames: readonly { readonly key: string; readonly object: "machine" | "baremetalhost" }[];
    readonly fromLabels?: readonly { readonly key: string; readonly object: "machine" | "baremetalhost"; readonly label: string }[];
  };
}
export class Metal3DataTemplate extends foreignKind<Metal3DataTemplateSpec>(apiVersion, "Metal3DataTemplate") {}
