import { accelerators } from "../catalog/accelerators.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { hostOf, partOfWholeHost } from "../capacity/host-parts.ts";
import { gpusOfKubernetes } from "../capacity/layers.ts";
import type { StackSpec } from "../schema/stack.ts";
import { printNumber } from "../lib/number.ts";

const rule = rulesOver<StackSpec>();

const claimsAreNotPacked = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters)
    .filter(([, { kubernetes }]) => kubernetes.deviceAllocation === "dra" && kubernetes.topologyAwareScheduling === true)
    .map(([name]): Fault => ({
      path: `clusters.${name}.kubernetes.topologyAwareScheduling`,
      got: "true, with deviceAllocation dra",
      want: "false, or left out: Kueue 0.19 counts claimed devices in quotas, but in no topology, and would pack jobs by what it cannot see",
      fix: "write deviceAllocation: device-plugin, or give up packing",
    })),
);

const claimsAreOfNvidia = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters)
    .filter(([, { accelerator, kubernetes }]) => kubernetes.deviceAllocation === "dra" && accelerators[accelerator].vendor !== "nvidia")
    .map(([name, { accelerator }]): Fault => ({
      path: `clusters.${name}.kubernetes.deviceAllocation`,
      got: `dra, on ${accelerators[accelerator].name}`,
      want: "device-plugin, the only way to these GPUs so far",
      fix: "write deviceAllocation: device-plugin",
    })),
);

const fabricFitsItsNics = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, { accelerator, fabric }]): Fault[] => {
    const { kinds, nic } = accelerators[accelerator].fabric;
    if (kinds.includes(fabric.kind)) return [];
    return [
      {
        path: `clusters.${name}.fabric.kind`,
        got: `${fabric.kind}, with the ${nic} NICs of ${accelerators[accelerator].name}`,
        want: kinds.join(" or "),
        fix: `write { kind: "${kinds[0] ?? ""}" } with what it asks for, or choose another accelerator`,
      },
    ];
  }),
);

/** The percentage that some domains are of all, without the digits that binary fractions add. */
const percentOf = (domains: number, all: number) => Number(((domains / all) * 100).toFixed(6));

const sharesAreWholeDomains = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, cluster]) => {
    const { accelerator, kubernetes } = cluster;
    const { scaleUpDomainGpus } = accelerators[accelerator];
    const gpus = gpusOfKubernetes(cluster);
    const all = gpus / scaleUpDomainGpus;
    return Object.entries(kubernetes.tenants).flatMap(([tenant, { guaranteedSharePercent, wholeDomains }]): Fault[] => {
      const domains = Number(((all * guaranteedSharePercent.value) / 100).toFixed(4));
      if (!wholeDomains || Number.isInteger(domains)) return [];
      const near = [Math.floor(domains), Math.ceil(domains)].map((each) => `${percentOf(each, all)} % for ${each}`);
      return [
        {
          path: `clusters.${name}.kubernetes.tenants.${tenant}.guaranteedSharePercent`,
          got: `${guaranteedSharePercent.value} % of ${printNumber(gpus)} GPUs = ${domains} scale-up domains of ${scaleUpDomainGpus}`,
          want: "whole domains, which the tenant asked for",
          fix: `write ${near.join(", or ")}; or wholeDomains: false, which rounds it down`,
        },
      ];
    });
  }),
);

const amounts = [
  ["processors", "processors"],
  ["memoryGibibytes", "GiB"],
] as const;

const hostsHoldWhatComesWithTheirGpus = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, cluster]) => {
    const { gpusPerHost } = accelerators[cluster.accelerator].unit;
    const [part, host] = [partOfWholeHost(cluster), hostOf(cluster)];
    return amounts.flatMap(([amount, unit]): Fault[] => {
      if (part[amount] <= host[amount]) return [];
      const most = Math.floor(host[amount] / gpusPerHost);
      return [
        {
          path: `clusters.${name}.kubernetes.perGpu.${amount}`,
          got: `${cluster.kubernetes.perGpu[amount]} for each of ${gpusPerHost} GPUs = ${printNumber(part[amount])} ${unit}, on hosts of ${printNumber(host[amount])}`,
          want: `at most ${most}: no host has what a share of its GPUs would hold`,
          fix: "lower it, or leave it out",
        },
      ];
    });
  }),
);

/** Rules over the hardware and how pods get it. */
export const deviceRules = [
  claimsAreNotPacked,
  claimsAreOfNvidia,
  fabricFitsItsNics,
  sharesAreWholeDomains,
  hostsHoldWhatComesWithTheirGpus,
];
