import type { SlurmCluster } from "../clusters.ts";
import { nodeSetsIn } from "./node-sets.ts";
import type { PartitionPurpose } from "../../schema/slurm.ts";
import type { SlurmNodeSet, SlurmPartition, SlurmQos } from "../model.ts";
import { surplusQosOf } from "../../names/slurm.ts";

/** Interactive users come first, and surplus jobs last. */
const priorityTiers: Readonly<Record<PartitionPurpose, number>> = { interactive: 40, "fine-tuning": 30, training: 20, surplus: 10 };

/** Purposes whose small jobs share hosts. Larger jobs would only slow each other down. */
const sharesHosts: readonly PartitionPurpose[] = ["interactive", "fine-tuning"];

/** The partitions, with their accounts and preemption. */
export const partitionsOf = ({ slurm }: SlurmCluster, nodeSets: readonly SlurmNodeSet[], qos: readonly SlurmQos[]): SlurmPartition[] =>
  Object.entries(slurm.partitions).map(([name, partition]) => {
    const { purpose, defaultMinutes, maxMinutes, maxNodesPerJob, tenants = Object.keys(slurm.tenants), scalableUnits } = partition;
    const isSurplus = purpose === "surplus";
    const known = new Set(qos.map((each) => each.name));
    const qosNameOf = (tenant: string) => (isSurplus ? surplusQosOf(tenant) : tenant);
    const allowed = tenants.filter((tenant) => known.has(qosNameOf(tenant)));
    return {
      name,
      purpose,
      nodeSets: nodeSetsIn(nodeSets, scalableUnits),
      isDefault: name === slurm.defaultPartition,
      defaultMinutes,
      maxMinutes,
      ...(maxNodesPerJob === undefined ? {} : { maxNodesPerJob }),
      priorityTier: priorityTiers[purpose],
      preemptMode: isSurplus ? "requeue" : "off",
      graceSeconds: isSurplus ? slurm.graceSeconds : 0,
      allowedAccounts: allowed,
      allowedQos: allowed.map(qosNameOf),
      exclusive: !sharesHosts.includes(purpose),
    };
  });
