import type { EndpointHome } from "../../components/inference/plan/context.ts";
import { planEndpoint, type EndpointPlan } from "../../components/inference/plan/index.ts";
import { planKubernetes, type KubernetesPlan } from "../../components/kubernetes/plan/index.ts";
import { powerBudgetMegawatts } from "../../components/kubernetes/plan/monitoring.ts";
import { referenced } from "../../components/lib/referenced.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { planKinds, planOperators, servesModels } from "../../components/stack/operators.ts";
import type { KindsPlan, OperatorPlan } from "../../components/targets/operators/plan.ts";

// Plans of one cluster or endpoint of a stack, by its name, as declareStack asks for them.

export const planLayer = (clusterName: string, spec: StackSpec): KubernetesPlan =>
  planKubernetes(clusterName, referenced(spec.clusters, clusterName), {
    ...spec,
    powerBudgetMegawatts: powerBudgetMegawatts(clusterName, spec),
  });

export const operatorsOf = (clusterName: string, spec: StackSpec): OperatorPlan[] =>
  planOperators(clusterName, referenced(spec.clusters, clusterName), spec.site, servesModels(clusterName, spec));

export const kindsOf = (clusterName: string, spec: StackSpec): KindsPlan[] =>
  planKinds(referenced(spec.clusters, clusterName), servesModels(clusterName, spec));

/** Inputs to the plan of an endpoint of a stack. */
export function homeOf(endpointName: string, { inference, clusters, site }: StackSpec): EndpointHome {
  if (inference === undefined) throw new Error("the stack serves no model");
  return { inference, cluster: referenced(clusters, referenced(inference.endpoints, endpointName).cluster), site };
}

export const endpointPlan = (endpointName: string, spec: StackSpec): EndpointPlan => planEndpoint(endpointName, homeOf(endpointName, spec));
