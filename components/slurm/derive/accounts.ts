import { referenced } from "../../lib/referenced.ts";
import { gpusOfSlurmShare } from "../../capacity/guarantees.ts";
import type { StackSpec } from "../../schema/stack.ts";
import type { SlurmCluster } from "../clusters.ts";
import type { SlurmAccount, SlurmQos } from "../model.ts";
import type { SlurmAllocation } from "../../schema/slurm.ts";
import { surplusQosOf } from "../../names/slurm.ts";

/** What a borrowed GPU costs of one's own: its jobs may end at any time, so they weigh less in fair share. */
const surplusUsageFactor = 0.5;

/** Priority of jobs within a guarantee, above every job on borrowed GPUs. */
const guaranteedPriority = 1000;

const guaranteedGpus = (cluster: SlurmCluster, { guaranteedSharePercent }: SlurmAllocation) =>
  gpusOfSlurmShare(cluster, guaranteedSharePercent.value);

/** The two QOS of each tenant: one for its guaranteed GPUs, and one for idle GPUs of others, until these need them again. */
export function qosOf(cluster: SlurmCluster): SlurmQos[] {
  const tenants = Object.entries(cluster.slurm.tenants);
  const lent = tenants.filter(([, { borrowingLimitPercent }]) => gpusOfSlurmShare(cluster, borrowingLimitPercent) > 0);
  const guaranteed = tenants.flatMap(([tenant, allocation]): SlurmQos[] => {
    const gpus = guaranteedGpus(cluster, allocation);
    if (gpus === 0) return [];
    return [
      {
        name: tenant,
        description: `GPUs that are ${tenant}'s at any time`,
        priority: guaranteedPriority,
        usageFactor: 1,
        gpusAtMost: gpus,
        ...(allocation.gpusPerUserAtMost === undefined ? {} : { gpusPerUserAtMost: allocation.gpusPerUserAtMost }),
        preempts: lent.map(([other]) => surplusQosOf(other)),
        preemptMode: "off",
        graceSeconds: 0,
      },
    ];
  });
  const surplus = lent.map(([tenant, { borrowingLimitPercent, preemptionOrder }]): SlurmQos => ({
    name: surplusQosOf(tenant),
    description: `GPUs that others leave idle, to ${tenant} until they want them back`,
    priority: preemptionOrder,
    usageFactor: surplusUsageFactor,
    gpusAtMost: gpusOfSlurmShare(cluster, borrowingLimitPercent),
    preempts: lent.filter(([, other]) => other.preemptionOrder < preemptionOrder).map(([other]) => surplusQosOf(other)),
    preemptMode: "requeue",
    graceSeconds: cluster.slurm.graceSeconds,
  }));
  return [...guaranteed, ...surplus];
}

/** One account per tenant, open to the members of the tenant's groups. */
export const accountsOf = (cluster: SlurmCluster, { tenants }: Pick<StackSpec, "tenants">, qos: readonly SlurmQos[]): SlurmAccount[] =>
  Object.entries(cluster.slurm.tenants).map(([tenant, allocation]) => {
    const { organisation, groups } = referenced(tenants, tenant);
    const own = qos.map(({ name }) => name).filter((name) => name === tenant || name === surplusQosOf(tenant));
    return {
      name: tenant,
      description: tenant,
      organisation: organisation.legalName.value,
      fairShare: Math.max(1, guaranteedGpus(cluster, allocation)),
      defaultQos: own[0] ?? "",
      qos: own,
      groups: { admin: groups.admin, user: groups.user },
    };
  });
