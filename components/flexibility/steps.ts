import { powerCapOf } from "../catalog/power-caps.ts";
import { accelerators, gpusPerUnit, type AcceleratorName } from "../catalog/accelerators.ts";
import { guaranteedGpusOf, gpusOfShare, gpusOfSlurmShare } from "../capacity/guarantees.ts";
import { gpusOfKubernetes, gpusOfSlurm } from "../capacity/layers.ts";
import { megawatts } from "../capacity/power.ts";
import { inWholeDomains } from "../capacity/shares.ts";
import { placementFor } from "../inference/pools.ts";
import { drainSeconds, engineStopSeconds } from "../inference/timing.ts";
import { assumed, stated } from "../lib/fact.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { CurtailmentSpec } from "../schema/flexibility.ts";
import type { EndpointSpec } from "../schema/inference.ts";

/** The steps of a ladder, from the one that is taken first. */
export const stepKinds = ["idle", "surplus", "borrowed", "low-priority", "endpoint-replicas", "power-cap", "guarantee"] as const;
export type StepKind = (typeof stepKinds)[number];

/** Load that one measure sheds in a cluster. */
export interface Step {
  readonly kind: StepKind;
  readonly cluster: string;
  /** Whose GPUs they are by guarantee; absent where they are nobody's. */
  readonly tenant?: string;
  readonly gpus: number;
  /** At the meter. */
  readonly megawatts: number;
  /** From the call until they are shed. */
  readonly seconds: number;
  /** False for load that is there only while tenants leave their guarantees idle: nothing is promised on it. */
  readonly isFirm: boolean;
}

/** Seconds that a process has to end after it was told to. */
export const stopSeconds = stated(30, "Kubernetes (terminationGracePeriodSeconds) and Slurm (KillWait): 30 seconds by default");

/** Seconds until all GPUs of a site run at a new power limit. */
export const capSeconds = assumed(30, "a limit holds at once where it is set; the rest is a round over all hosts, not measured");

/** GPUs in whole units, since a unit that still runs something goes on drawing power. */
function unitsMegawatts(accelerator: AcceleratorName, gpus: number, powerUsageEffectiveness: number): number {
  const catalogued = accelerators[accelerator];
  const units = Math.floor(gpus / gpusPerUnit(catalogued));
  return megawatts((units * catalogued.unitKilowatts.value * powerUsageEffectiveness) / 1000);
}

/** So many watts less on each of these GPUs, while their hosts run on. */
const chipsMegawatts = (gpus: number, watts: number, powerUsageEffectiveness: number): number =>
  megawatts((gpus * watts * powerUsageEffectiveness) / 1e6);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Load beyond every guarantee: of GPUs that no queue gives out, of those that Slurm lends, and of those that queues lend while their owners are away. */
export function stepsBeyondGuarantees(name: string, cluster: GpuClusterSpec, powerUsageEffectiveness: number): Step[] {
  const { accelerator, kubernetes, slurm } = cluster;
  const shares = Object.values(kubernetes.tenants).map(({ guaranteedSharePercent, borrowingLimitPercent, lendingLimitPercent }) => ({
    own: gpusOfShare(cluster, guaranteedSharePercent.value),
    borrowed: gpusOfShare(cluster, borrowingLimitPercent),
    lent: gpusOfShare(cluster, (guaranteedSharePercent.value * lendingLimitPercent) / 100),
  }));
  const borrowable = sum(shares.map(({ borrowed }) => borrowed));
  const inSlurm = Object.values(slurm?.tenants ?? {}).map(({ guaranteedSharePercent }) =>
    gpusOfSlurmShare(cluster, guaranteedSharePercent.value),
  );
  const step = (kind: StepKind, gpus: number, seconds: number, isFirm: boolean): Step => ({
    kind,
    cluster: name,
    gpus,
    megawatts: unitsMegawatts(accelerator, gpus, powerUsageEffectiveness),
    seconds,
    isFirm,
  });
  return [
    step("idle", gpusOfKubernetes(cluster) - sum(shares.map(({ own }) => own)), 0, true),
    step("surplus", gpusOfSlurm(cluster) - sum(inSlurm), (slurm?.graceSeconds ?? 0) + stopSeconds.value, true),
    step("borrowed", sum(shares.map(({ borrowed, lent }) => Math.min(lent, borrowable - borrowed))), stopSeconds.value, false),
  ];
}

/** GPUs of an endpoint's replicas above its floor. */
function gpusAboveFloor(endpoint: EndpointSpec, accelerator: AcceleratorName): number {
  const { model, precision, replicas } = endpoint;
  return (replicas.max - replicas.min) * (placementFor(endpoint, { model, precision, accelerator })?.gpus ?? 0);
}

/** A tenant's guaranteed GPUs in a cluster, and what its contract lets the operator do to them. */
export interface Holder {
  readonly tenant: string;
  readonly terms: CurtailmentSpec;
  /** The endpoints that run on its share of the cluster. */
  readonly endpoints: readonly EndpointSpec[];
}

/** Load of a tenant's guarantee in a cluster that its contract lets the operator shed. No GPU counts twice. */
export function stepsWithinGuarantee(name: string, cluster: GpuClusterSpec, holder: Holder, powerUsageEffectiveness: number): Step[] {
  const { tenant, terms, endpoints } = holder;
  const { accelerator } = cluster;
  const full = accelerators[accelerator].thermalDesignWattsPerGpu.value;
  const saved = full - powerCapOf(accelerator).wattsPerGpu.value;
  const guaranteed = guaranteedGpusOf(tenant, cluster);
  const partOf = (share: number | undefined) => (share === undefined ? 0 : inWholeDomains(accelerator, guaranteed, share));
  const whole = (gpus: number) => unitsMegawatts(accelerator, gpus, powerUsageEffectiveness);
  const chips = (gpus: number, watts: number) => chipsMegawatts(gpus, watts, powerUsageEffectiveness);

  const low = partOf(terms.lowPriority?.sharePercent.value);
  let left = guaranteed - low;
  const replicas = (terms.endpointReplicas?.value === true ? endpoints : []).map((endpoint) => {
    const gpus = Math.min(left, gpusAboveFloor(endpoint, accelerator));
    left -= gpus;
    return { gpus, seconds: drainSeconds(endpoint.longestStreamSeconds) + engineStopSeconds };
  });
  const capped = terms.powerCap?.value === true ? left : 0;
  const last = Math.min(left, partOf(terms.guarantee?.sharePercent.value));
  const step = (kind: StepKind, gpus: number, shed: number, seconds: number): Step => ({
    kind,
    cluster: name,
    tenant,
    gpus,
    megawatts: shed,
    seconds,
    isFirm: true,
  });
  return [
    step("low-priority", low, whole(low), (terms.lowPriority?.checkpointSeconds.value ?? 0) + stopSeconds.value),
    ...replicas.map(({ gpus, seconds }) => step("endpoint-replicas", gpus, chips(gpus, full), seconds)),
    step("power-cap", capped, chips(capped, saved), capSeconds.value),
    // What a cap has saved on them is shed already.
    step(
      "guarantee",
      last,
      megawatts(whole(last) - (capped > 0 ? chips(last, saved) : 0)),
      (terms.guarantee?.checkpointSeconds.value ?? 0) + stopSeconds.value,
    ),
  ];
}
