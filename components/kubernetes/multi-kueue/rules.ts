import { accelerators } from "../../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { Fault } from "../../lib/parse/fault.ts";
import { rulesOver } from "../../lib/parse/parse.ts";
import { wrongName } from "../../lib/parse/reference.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { packsJobs } from "../plan/queues.ts";

const rule = rulesOver<StackSpec>();

/** The manager and the workers, by path. */
const membersOf = ({ manager, workers }: NonNullable<StackSpec["multiKueue"]>) => [
  ["multiKueue.manager", manager] as const,
  ...workers.map((worker, index) => [`multiKueue.workers[${index}]`, worker] as const),
];

const clustersAreOfTheSite = rule(["multiKueue", "keys of clusters"], (multiKueue, clusters) =>
  (multiKueue === undefined ? [] : membersOf(multiKueue))
    .filter(([, name]) => !clusters.includes(name))
    .map(([path, name]) =>
      wrongName({
        path,
        name,
        of: "a cluster of this stack",
        known: clusters,
        fix: "name one of them: jobs and their data stay at the site, which lies in one jurisdiction",
        missing: `clusters.${name}`,
      }),
    ),
);

const eachStandsOnce = rule(["multiKueue"], (multiKueue) => {
  const members = multiKueue === undefined ? [] : membersOf(multiKueue);
  return members.flatMap(([path, name], index): Fault[] => {
    const first = members.findIndex(([, other]) => other === name);
    return first === index
      ? []
      : [
          {
            path,
            got: `${name}, which is ${members[first]?.[0] ?? ""} too`,
            want: "a cluster that is not named yet: no cluster hands jobs to itself",
            fix: "remove it; submit jobs for the manager to its queue gpu",
          },
        ];
  });
});

const tenantsAreInAll = rule(["multiKueue", "clusters.*"], (multiKueue, clusters) => {
  if (multiKueue === undefined) return [];
  const members = [multiKueue.manager, ...multiKueue.workers];
  return multiKueue.tenants.flatMap((tenant, index): Fault[] => {
    const without = members.filter((name) => {
      const cluster = clusters[name];
      return cluster !== undefined && !Object.hasOwn(cluster.kubernetes.tenants, tenant);
    });
    if (without.length === 0) return [];
    return [
      {
        path: `multiKueue.tenants[${index}]`,
        got: `${tenant}, without an allocation in ${without.join(", ")}`,
        want: "an allocation in the manager and in every worker: its namespace and queue must be in each",
        fix: `declare ${without.map((name) => `clusters.${name}.kubernetes.tenants.${tenant}`).join(", ")}, or leave the tenant out here`,
      },
    ];
  });
});

/** The way in which pods request GPUs, in words. */
function waysOf({ accelerator, kubernetes }: GpuClusterSpec): string {
  const { deviceResource } = accelerators[accelerator];
  return `${deviceResource} by ${kubernetes.deviceAllocation}, ${packsJobs(kubernetes) ? "packed" : "not packed"}`;
}

const jobsFitEveryWorker = rule(["multiKueue", "clusters.*"], (multiKueue, clusters) => {
  const manager = multiKueue === undefined ? undefined : clusters[multiKueue.manager];
  if (multiKueue === undefined || manager === undefined) return [];
  return multiKueue.workers.flatMap((name, index): Fault[] => {
    const worker = clusters[name];
    if (worker === undefined || waysOf(worker) === waysOf(manager)) return [];
    return [
      {
        path: `multiKueue.workers[${index}]`,
        got: `${name}, whose pods get ${waysOf(worker)}`,
        want: `${waysOf(manager)}, as at ${multiKueue.manager}: one job must be able to run in any of them`,
        fix: "leave the cluster out, or give both the same accelerators' vendor, deviceAllocation and topologyAwareScheduling",
      },
    ];
  });
});

/** Rules over queues across several clusters, with the clusters and the tenants. */
export const multiKueueRules = [clustersAreOfTheSite, eachStandsOnce, tenantsAreInAll, jobsFitEveryWorker];
