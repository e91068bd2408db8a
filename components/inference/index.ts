import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { after, type ChildOptions } from "../lib/child-options.ts";
import { ComputeDomain } from "../crd/compute-domain.ts";
import { ResourceClaimTemplate } from "../crd/device.ts";
import { InferencePool } from "../crd/inference.ts";
import { ScaledObject } from "../crd/keda.ts";
import { LeaderWorkerSet } from "../crd/leader-worker-set.ts";
import { PrometheusRule } from "../crd/monitoring.ts";
import { endpointContract } from "../schema/contracts/inference.ts";
import type { EndpointHome } from "./plan/context.ts";
import { planEndpoint, type EndpointPlan, type PoolPlan } from "./plan/index.ts";
import { endpointNames, poolNames } from "../names/inference.ts";

export interface EndpointArgs extends EndpointHome {
  /** The endpoint's cluster. */
  readonly provider: k8s.Provider;
  /** Resources that must exist before it: its namespace, and the operators of its kinds. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * A model behind one name: weights on a volume of the site, engines in pools with their endpoint pickers, scaling, disruption budgets, network policy and
 * alerts. Previews show its figures: GPUs, kW, tokens and price.
 *
 * @example new Endpoint("scout", { inference, cluster, site, provider, after: [layer] });
 */
export class Endpoint extends pulumi.ComponentResource {
  /** The engines' workloads, by pool. */
  readonly workloads: Readonly<Record<string, k8s.apps.v1.Deployment | LeaderWorkerSet>>;

  constructor(name: string, args: EndpointArgs, options: pulumi.ComponentResourceOptions = {}) {
    const plan = planEndpoint(name, args);
    const facts = { ...plan.facts, sizing: plan.sizing, assumptions: plan.assumptions };
    super(endpointContract.type, name, facts, options);
    const child: ChildOptions = { parent: this, provider: args.provider, dependsOn: [...args.after] };
    const needed = declareNeeds(name, plan, child);
    this.workloads = Object.fromEntries(
      Object.entries(plan.pools).map(([pool, each]) => [pool, declarePool(pool, each, after(child, ...needed))]),
    );
    this.registerOutputs(facts);
  }
}

/** Declares the objects of the endpoint as a whole. @returns the resources that its engines wait for. */
function declareNeeds(name: string, plan: EndpointPlan, options: ChildOptions): pulumi.Resource[] {
  const names = endpointNames(name);
  new k8s.networking.v1.NetworkPolicy(names.network.resource, plan.networkPolicy, options);
  new k8s.policy.v1.PodDisruptionBudget(names.engineBudget.resource, plan.disruptionBudgets.engines, options);
  new k8s.policy.v1.PodDisruptionBudget(names.pickerBudget.resource, plan.disruptionBudgets.pickers, options);
  new PrometheusRule(names.alerts.resource, plan.alerts, options);
  const volume = new k8s.core.v1.PersistentVolumeClaim(names.weights.resource, plan.weights.volume, options);
  const job = new k8s.batch.v1.Job(names.weightsJob.resource, plan.weights.job, {
    ...after(options, volume),
    // Fetching some hundred gigabytes takes hours.
    customTimeouts: { create: "6h" },
  });
  const configuration = new k8s.core.v1.ConfigMap(names.pickerConfiguration.resource, plan.pickerConfiguration, options);
  return [
    job,
    configuration,
    ...(plan.computeDomain === undefined ? [] : [new ComputeDomain(names.computeDomain.resource, plan.computeDomain, options)]),
  ];
}

function declarePool(name: string, plan: PoolPlan, options: ChildOptions): k8s.apps.v1.Deployment | LeaderWorkerSet {
  const timeout = `${Math.ceil(plan.startWithinSeconds / 60)}m`;
  const names = poolNames(name);
  const claim = plan.gpuClaim === undefined ? [] : [new ResourceClaimTemplate(names.gpus.resource, plan.gpuClaim, options)];
  const workload = declareWorkload(name, plan.workload, {
    ...after(options, ...claim),
    customTimeouts: { create: timeout, update: timeout },
  });
  new k8s.core.v1.Service(names.engines.resource, plan.service, options);
  const pool = new InferencePool(names.pool.resource, plan.pool, options);
  new k8s.apps.v1.Deployment(names.picker.resource, plan.picker, after(options, pool));
  new k8s.core.v1.Service(names.pickerService.resource, plan.pickerService, options);
  if (plan.scaling !== undefined) new ScaledObject(names.scaling.resource, plan.scaling, after(options, workload));
  return workload;
}

function declareWorkload(name: string, workload: PoolPlan["workload"], options: ChildOptions): k8s.apps.v1.Deployment | LeaderWorkerSet {
  if (workload.kind === "Deployment") return new k8s.apps.v1.Deployment(poolNames(name).deployment.resource, workload.manifest, options);
  return new LeaderWorkerSet(poolNames(name).group.resource, workload.manifest, {
    ...options,
    // A group that the queue has admitted never changes its size.
    replaceOnChanges: ["spec.leaderWorkerTemplate.size"],
    deleteBeforeReplace: true,
  });
}
