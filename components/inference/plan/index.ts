import type { types } from "@pulumi/kubernetes";
import type { ComputeDomainSpec } from "../../crd/compute-domain.ts";
import type { ResourceClaimTemplateSpec } from "../../crd/device.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { InferencePoolSpec } from "../../crd/inference.ts";
import type { ScaledObjectSpec } from "../../crd/keda.ts";
import type { PrometheusRuleSpec } from "../../crd/monitoring.ts";
import { printAvailability } from "../availability.ts";
import { endpointAssumptions, endpointFacts, printSizing } from "../facts.ts";
import type { EndpointFacts } from "../../schema/contracts/inference.ts";
import { contextOf, type EndpointContext, type EndpointHome } from "./context.ts";
import { planComputeDomain, planGpuClaims } from "./devices.ts";
import { planAlerts } from "./monitoring.ts";
import { planEndpointPolicy } from "./network.ts";
import { planPicker, planPickerConfiguration, planPickerService } from "./picker.ts";
import { planEngineService, planPool } from "./pool.ts";
import { planDisruptionBudgets, planScaling } from "./scaling.ts";
import { planWeightsJob, planWeightsVolume } from "./weights.ts";
import { planWorkload, type Workload } from "./workload.ts";
import type { Pool } from "../pools.ts";
import { spareGpus } from "../share.ts";
import { startWithinSeconds } from "../timing.ts";

/** The objects of a pool. */
export interface PoolPlan {
  readonly workload: Workload;
  /** Time after which its start counts as failed. */
  readonly startWithinSeconds: number;
  readonly service: types.input.core.v1.Service;
  readonly pool: Manifest<InferencePoolSpec>;
  readonly picker: types.input.apps.v1.Deployment;
  readonly pickerService: types.input.core.v1.Service;
  /** Present if the number of replicas follows the waiting requests. */
  readonly scaling?: Manifest<ScaledObjectSpec>;
  /** Present if pods claim their GPUs. */
  readonly gpuClaim?: Manifest<ResourceClaimTemplateSpec>;
}

/** The plan of an endpoint. */
export interface EndpointPlan {
  readonly facts: EndpointFacts;
  /** By pool: the placement of a replica, and the arithmetic of its memory. */
  readonly sizing: Readonly<Record<string, string>>;
  /** The reasons of the assumptions behind the figures. */
  readonly assumptions: Readonly<Record<string, string>>;
  readonly pools: Readonly<Record<string, PoolPlan>>;
  readonly weights: { readonly volume: types.input.core.v1.PersistentVolumeClaim; readonly job: types.input.batch.v1.Job };
  readonly disruptionBudgets: Readonly<Record<"engines" | "pickers", types.input.policy.v1.PodDisruptionBudget>>;
  readonly networkPolicy: types.input.networking.v1.NetworkPolicy;
  readonly pickerConfiguration: types.input.core.v1.ConfigMap;
  readonly alerts: Manifest<PrometheusRuleSpec>;
  /** Present if a replica spans hosts of an NVLink domain. */
  readonly computeDomain?: Manifest<ComputeDomainSpec>;
}

function planPoolObjects(context: EndpointContext, pool: Pool, spare: number): PoolPlan {
  const workload = planWorkload(context, pool, spare);
  const scaling = planScaling(context, pool, workload);
  const gpuClaim = planGpuClaims(context)[pool.name];
  return {
    workload,
    startWithinSeconds: startWithinSeconds(context.endpoint.model, pool.precision),
    service: planEngineService(context, pool),
    pool: planPool(context, pool),
    picker: planPicker(context, pool),
    pickerService: planPickerService(context, pool),
    ...(scaling === undefined ? {} : { scaling }),
    ...(gpuClaim === undefined ? {} : { gpuClaim }),
  };
}

/**
 * The objects of an endpoint, and its figures.
 *
 * @throws Error when there is no such endpoint, or one that the rules refuse.
 */
export function planEndpoint(name: string, home: EndpointHome): EndpointPlan {
  const context = contextOf(name, home);
  const { endpoint, cluster, site } = context;
  const spare = spareGpus(endpoint, home.inference, cluster);
  const computeDomain = planComputeDomain(context);
  return {
    facts: {
      ...endpointFacts(name, endpoint, cluster.accelerator, site.location.jurisdiction),
      ...printAvailability(home.availableFrom),
    },
    sizing: printSizing(context.pools),
    assumptions: endpointAssumptions(endpoint, context.pools, cluster.accelerator),
    pools: Object.fromEntries(context.pools.map((pool) => [pool.name, planPoolObjects(context, pool, spare)])),
    weights: { volume: planWeightsVolume(context), job: planWeightsJob(context) },
    disruptionBudgets: planDisruptionBudgets(context),
    networkPolicy: planEndpointPolicy(context),
    pickerConfiguration: planPickerConfiguration(context),
    alerts: planAlerts(context),
    ...(computeDomain === undefined ? {} : { computeDomain }),
  };
}
