import { foreignKind } from "./foreign-kind.ts";

/** An object whose health Flux asks for. */
export interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A folder of a source that Flux applies, as a whole and after others. */
export interface KustomizationSpec {
  readonly interval: string;
  readonly retryInterval: string;
  readonly timeout: string;
  readonly prune: true;
  readonly sourceRef: { readonly kind: "GitRepository"; readonly name: string };
  readonly path: string;
  readonly dependsOn?: readonly { readonly name: string }[];
  readonly healthChecks?: readonly HealthCheck[];
  readonly patches: readonly { readonly target: { readonly annotationSelector: string }; readonly patch: string }[];
}
export class Kustomization extends foreignKind<KustomizationSpec>("kustomize.toolkit.fluxcd.io/v1", "Kustomization") {}
