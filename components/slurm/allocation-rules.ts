import type { Fault } from "../lib/parse/fault.ts";
import { percent, printNumber } from "../lib/number.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";
import { slurmClustersOf } from "./clusters.ts";
import { gpusOfSlurmShare } from "../capacity/guarantees.ts";

const rule = rulesOver<StackSpec>();

const sharesFit = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]): Fault[] => {
    const shares = Object.entries(slurm.tenants).map(
      ([tenant, { guaranteedSharePercent }]) => [tenant, guaranteedSharePercent.value] as const,
    );
    const total = percent(shares.reduce((sum, [, share]) => sum + share, 0));
    if (total <= 100) return [];
    return [
      {
        path: `${path}.tenants`,
        got: `${shares.map(([tenant, share]) => `${tenant} ${share} %`).join(" + ")} = ${total} % guaranteed`,
        want: "at most 100 %",
        fix: `take ${percent(total - 100)} % away from a tenant`,
      },
    ];
  }),
);

const partitionTenantsHaveAccounts = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]) =>
    Object.entries(slurm.partitions).flatMap(([name, { tenants = [] }]) =>
      tenants
        .filter((tenant) => !Object.hasOwn(slurm.tenants, tenant))
        .map((tenant) =>
          wrongName({
            path: `${path}.partitions.${name}.tenants`,
            name: tenant,
            got: `${tenant}, a tenant without an account in Slurm`,
            of: "tenants of the layer",
            known: Object.keys(slurm.tenants),
            fix: `give it an allocation in ${path}.tenants, or take it off the partition`,
            missing: `${path}.tenants.${tenant}`,
          }),
        ),
    ),
  ),
);

const somebodyMayUse = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, cluster]) => {
    const { partitions, tenants, scalableUnits } = cluster.slurm;
    // A cluster without nodes, which no tenant may use, is a fault of its own.
    if (scalableUnits.value === 0) return [];
    return Object.entries(partitions).flatMap(([name, { purpose, tenants: named = Object.keys(tenants) }]): Fault[] => {
      const isOpen = named.some((tenant) => {
        const allocation = tenants[tenant];
        if (allocation === undefined) return true;
        const share = purpose === "surplus" ? allocation.borrowingLimitPercent : allocation.guaranteedSharePercent.value;
        return gpusOfSlurmShare(cluster, share) > 0;
      });
      if (isOpen) return [];
      return [
        {
          path: `${path}.partitions.${name}`,
          got: "a partition that no tenant may use",
          want: purpose === "surplus" ? "a tenant that may borrow GPUs" : "a tenant with GPUs of its own",
          fix: "name such a tenant in tenants, or take the partition out",
        },
      ];
    });
  }),
);

const limitsAreWithinTheAllocation = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, cluster]) =>
    Object.entries(cluster.slurm.tenants).flatMap(([tenant, { gpusPerUserAtMost, guaranteedSharePercent }]): Fault[] => {
      const own = gpusOfSlurmShare(cluster, guaranteedSharePercent.value);
      if (gpusPerUserAtMost === undefined || gpusPerUserAtMost <= own) return [];
      return [
        {
          path: `${path}.tenants.${tenant}.gpusPerUserAtMost`,
          got: `${printNumber(gpusPerUserAtMost)} GPUs`,
          want: `at most the ${printNumber(own)} that are the tenant's own`,
          fix: "lower the limit, or raise the share",
        },
      ];
    }),
  ),
);

/** Rules over tenants' shares and limits, among each other. */
export const allocationRules = [sharesFit, partitionTenantsHaveAccounts, somebodyMayUse, limitsAreWithinTheAllocation];
