import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { LayerOperator } from "../../catalog/charts.ts";
import { after, type ChildOptions } from "../../lib/child-options.ts";
import { HelmRelease, HelmRepository, OciRepository } from "../../crd/flux.ts";
import { inStage } from "../stages/stage.ts";
import { installationSeconds, type OperatorPlan } from "./plan.ts";
import { planAggregatedRoles } from "./aggregated-roles.ts";
import { isOci, planFlux, planFluxFromManagement, type FluxPlan } from "./flux.ts";
import type { OperatorTarget } from "./target.ts";
import { networkNames } from "../../names/cluster.ts";
import { aggregatedRoleNames, operatorNames } from "../../names/kubernetes.ts";
import type { Named } from "../../names/named.ts";

/** Declares the operators that this project installs: a Helm release each, or a Flux release and its source. */
export function declareOperators(
  name: string,
  plans: readonly OperatorPlan[],
  target: OperatorTarget,
  options: ChildOptions,
): pulumi.Resource[] {
  const ours = plans.filter(({ operator }) => target.modes[operator] === "install");
  if (target.by === "flux") {
    const names = (operator: LayerOperator) => {
      const { ociRepository, helmRepository, fluxRelease } = operatorNames(name, operator);
      return { ociRepository, helmRepository, release: fluxRelease };
    };
    const staged = { ...options, ...inStage("operators", true) };
    return ours.flatMap((plan) => declareFlux(names(plan.operator), planFlux(plan, ours), staged));
  }
  const declared = new Map<LayerOperator, pulumi.Resource>();
  for (const plan of ours) {
    const needed = plan.needs.flatMap((operator) => declared.get(operator) ?? []);
    declared.set(plan.operator, declareHelm(name, plan, target, after(options, ...needed)));
  }
  return [...declared.values()];
}

function declareHelm(
  name: string,
  { operator, chart, version, values, aggregatedRoles }: OperatorPlan,
  target: OperatorTarget,
  options: ChildOptions,
): pulumi.Resource {
  const path = target.charts[operator];
  const source =
    path !== undefined
      ? { chart: path }
      : isOci(chart)
        ? { chart: `${chart.repository}/${chart.name}`, version }
        : { chart: chart.name, version, repositoryOpts: { repo: chart.repository } };
  return new k8s.helm.v3.Release(
    operatorNames(name, operator).helmRelease.resource,
    { name: operator, namespace: chart.namespace, createNamespace: true, ...source, values: { ...values }, timeout: installationSeconds },
    after(options, ...declareAggregatedRoles(name, operator, aggregatedRoles, options)),
  );
}

/** Declares the network of a cluster to the Flux of its management cluster. @param namespace The site's namespace there. */
export const declareNetwork = (
  cluster: string,
  plan: OperatorPlan,
  namespace: string,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] => declareFlux(networkNames(cluster), planFluxFromManagement(plan, cluster, namespace), options);

/** The release depends on these, and so is deleted before them. */
function declareAggregatedRoles(name: string, operator: LayerOperator, roles: readonly string[], options: ChildOptions): pulumi.Resource[] {
  if (roles.length === 0) return [];
  const { policy, binding } = planAggregatedRoles(operator, roles);
  const names = aggregatedRoleNames(name, operator);
  const declared = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(names.policy.resource, policy, options);
  return [
    declared,
    new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(names.binding.resource, binding, after(options, declared)),
  ];
}

interface FluxNames {
  readonly ociRepository: Named;
  readonly helmRepository: Named;
  readonly release: Named;
}

function declareFlux(names: FluxNames, { source, release }: FluxPlan, options: pulumi.CustomResourceOptions): pulumi.Resource[] {
  const declared =
    source.kind === "OCIRepository"
      ? new OciRepository(names.ociRepository.resource, source.manifest, options)
      : new HelmRepository(names.helmRepository.resource, source.manifest, options);
  return [declared, new HelmRelease(names.release.resource, release, { ...options, dependsOn: declared })];
}
