import type { Chart } from "../../catalog/charts.ts";
import type { HelmReleaseSpec, HelmRepositorySpec, OciRepositorySpec } from "../../crd/flux.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { OperatorPlan } from "./plan.ts";
import { fluxNamespace } from "../../names/kubernetes.ts";

const hourly = "1h";

export const isOci = ({ repository }: Chart): boolean => repository.startsWith("oci://");

/** An operator that Flux installs: the source of its chart, and its release. */
export interface FluxPlan {
  readonly source:
    | { readonly kind: "OCIRepository"; readonly manifest: Manifest<OciRepositorySpec> }
    | { readonly kind: "HelmRepository"; readonly manifest: Manifest<HelmRepositorySpec> };
  readonly release: Manifest<HelmReleaseSpec>;
}

/** `ours` are the operators that Flux installs: a release can wait only for those. */
export function planFlux({ operator, chart, version, values, needs }: OperatorPlan, ours: readonly OperatorPlan[]): FluxPlan {
  const metadata = { name: operator, namespace: fluxNamespace };
  const waitsFor = needs.filter((needed) => ours.some((other) => other.operator === needed));
  const common = {
    interval: hourly,
    releaseName: operator,
    targetNamespace: chart.namespace,
    ...(waitsFor.length > 0 ? { dependsOn: waitsFor.map((name) => ({ name })) } : {}),
    install: { createNamespace: true, crds: "CreateReplace" },
    // By itself, Helm never updates CRDs after the first installation.
    upgrade: { crds: "CreateReplace" },
    values,
  } as const;
  if (isOci(chart)) {
    return {
      source: {
        kind: "OCIRepository",
        manifest: {
          metadata,
          spec: {
            interval: hourly,
            url: `${chart.repository}/${chart.name}`,
            ref: { tag: version },
            layerSelector: { mediaType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip", operation: "copy" },
          },
        },
      },
      release: { metadata, spec: { ...common, chartRef: { kind: "OCIRepository", name: operator } } },
    };
  }
  return {
    source: { kind: "HelmRepository", manifest: { metadata, spec: { interval: hourly, url: chart.repository } } },
    release: {
      metadata,
      spec: { ...common, chart: { spec: { chart: chart.name, version, sourceRef: { kind: "HelmRepository", name: operator } } } },
    },
  };
}
