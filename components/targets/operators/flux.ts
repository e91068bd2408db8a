import type { Chart } from "../../catalog/charts.ts";
import type { HelmReleaseSpec, HelmRepositorySpec, OciRepositorySpec } from "../../crd/flux.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import { networkNames, writtenKubeconfig } from "../../names/cluster.ts";
import { installationSeconds, type OperatorPlan } from "./plan.ts";
import { fluxNamespace } from "../../names/kubernetes.ts";

const hourly = "1h";

// A cluster whose first hosts are still being written has nowhere to run an operator: attempts fail until they are there.
const strategy = { name: "RetryOnFailure", retryInterval: "2m" } as const;

export const isOci = ({ repository }: Chart): boolean => repository.startsWith("oci://");

/** An operator that Flux installs: the source of its chart, and its release. */
export interface FluxPlan {
  readonly source:
    | { readonly kind: "OCIRepository"; readonly manifest: Manifest<OciRepositorySpec> }
    | { readonly kind: "HelmRepository"; readonly manifest: Manifest<HelmRepositorySpec> };
  readonly release: Manifest<HelmReleaseSpec>;
}

/** Where Flux keeps a release, and the cluster that it installs into: its own, unless it has a kubeconfig. */
interface FluxPlace {
  readonly name: string;
  readonly namespace: string;
  readonly kubeConfig?: HelmReleaseSpec["kubeConfig"];
}

/** `ours` are the operators that Flux installs: a release can wait only for those. */
export const planFlux = (plan: OperatorPlan, ours: readonly OperatorPlan[]): FluxPlan =>
  planAt(plan, ours, { name: plan.operator, namespace: fluxNamespace });

/**
 * The network of a cluster whose own Flux cannot start without it: the Flux of the management cluster installs it, by the kubeconfig that Cluster API writes.
 *
 * @param namespace The site's namespace in the management cluster.
 */
export const planFluxFromManagement = (plan: OperatorPlan, cluster: string, namespace: string): FluxPlan =>
  planAt(plan, [plan], {
    name: networkNames(cluster).release.name,
    namespace,
    kubeConfig: { secretRef: { name: writtenKubeconfig(cluster), key: "value" } },
  });

function planAt({ operator, chart, version, values, needs }: OperatorPlan, ours: readonly OperatorPlan[], place: FluxPlace): FluxPlan {
  const { name, namespace, kubeConfig } = place;
  const metadata = { name, namespace };
  const waitsFor = needs.filter((needed) => ours.some((other) => other.operator === needed));
  const common = {
    interval: hourly,
    releaseName: operator,
    targetNamespace: chart.namespace,
    // Helm's record lies with what it installed.
    ...(kubeConfig === undefined ? {} : { kubeConfig, storageNamespace: chart.namespace }),
    ...(waitsFor.length > 0 ? { dependsOn: waitsFor.map((needed) => ({ name: needed })) } : {}),
    timeout: `${installationSeconds / 60}m`,
    install: { createNamespace: true, crds: "CreateReplace", strategy },
    // By itself, Helm never updates CRDs after the first installation.
    upgrade: { crds: "CreateReplace", strategy },
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
      release: { metadata, spec: { ...common, chartRef: { kind: "OCIRepository", name } } },
    };
  }
  return {
    source: { kind: "HelmRepository", manifest: { metadata, spec: { interval: hourly, url: chart.repository } } },
    release: {
      metadata,
      spec: { ...common, chart: { spec: { chart: chart.name, version, sourceRef: { kind: "HelmRepository", name } } } },
    },
  };
}
