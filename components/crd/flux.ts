import { foreignKind } from "./foreign-kind.ts";

/** After a failure the release stays as it is and is tried again, without end. By default, it is uninstalled or given up. */
interface RetryStrategy {
  readonly name: "RetryOnFailure";
  readonly retryInterval: string;
}

/** A chart that Flux installs. */
export interface HelmReleaseSpec {
  readonly interval: string;
  readonly releaseName: string;
  readonly targetNamespace: string;
  /** The Secret with the kubeconfig of another cluster to install into. */
  readonly kubeConfig?: { readonly secretRef: { readonly name: string; readonly key: string } };
  readonly storageNamespace?: string;
  readonly chart?: {
    readonly spec: {
      readonly chart: string;
      readonly version: string;
      readonly sourceRef: { readonly kind: "HelmRepository"; readonly name: string };
    };
  };
  readonly chartRef?: { readonly kind: "OCIRepository"; readonly name: string };
  readonly dependsOn?: readonly { readonly name: string }[];
  /** Of one attempt to install or upgrade. */
  readonly timeout: string;
  readonly install: { readonly createNamespace: true; readonly crds: "CreateReplace"; readonly strategy: RetryStrategy };
  readonly upgrade: { readonly crds: "CreateReplace"; readonly strategy: RetryStrategy };
  readonly values: object;
}
export class HelmRelease extends foreignKind<HelmReleaseSpec>("helm.toolkit.fluxcd.io/v2", "HelmRelease") {}

/** A Helm repository over HTTPS. */
export interface HelmRepositorySpec {
  readonly interval: string;
  readonly url: string;
}
export class HelmRepository extends foreignKind<HelmRepositorySpec>("source.toolkit.fluxcd.io/v1", "HelmRepository") {}

/** One chart in an OCI registry. */
export interface OciRepositorySpec {
  readonly interval: string;
  readonly url: string;
  readonly ref: { readonly tag: string };
  readonly layerSelector: { readonly mediaType: string; readonly operation: "copy" };
}
export class OciRepository extends foreignKind<OciRepositorySpec>("source.toolkit.fluxcd.io/v1", "OCIRepository") {}
