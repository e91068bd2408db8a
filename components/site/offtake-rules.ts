import { accelerators } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { undeclaredTenant } from "../lib/parse/reference.ts";
import { guaranteedGpusOf } from "../capacity/guarantees.ts";
import type { StackSpec } from "../schema/stack.ts";
import { percent, printNumber } from "../lib/number.ts";

const rule = rulesOver<StackSpec>();

const offtakersAreDeclared = rule(["keys of site.offtake", "keys of tenants"], (offtakers, tenants) =>
  offtakers
    .filter((tenant) => !tenants.includes(tenant))
    .map((tenant) => undeclaredTenant(`site.offtake.${tenant}`, tenant, tenants, "a promise to")),
);

const promisesFit = rule(["site.offtake"], (offtake): Fault[] => {
  const shares = Object.entries(offtake).map(([tenant, { sharePercent }]) => [tenant, sharePercent.value] as const);
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  if (percent(total) <= 100) return [];
  return [
    {
      path: "site.offtake",
      got: `${shares.map(([tenant, share]) => `${tenant} ${share} %`).join(" + ")} = ${percent(total)} % promised`,
      want: "at most 100 %",
      fix: `take ${percent(total - 100)} % away from a tenant`,
    },
  ];
});

/** The layers that schedule a cluster's GPUs, each in whole scale-up domains. */
const layersOf = ({ slurm }: GpuClusterSpec) => (slurm === undefined ? ["kubernetes"] : ["kubernetes", "slurm"]);

/** `kubernetes`, or `{kubernetes,slurm}`. */
function printLayers(clusters: StackSpec["clusters"]): string {
  const layers = [...new Set(Object.values(clusters).flatMap(layersOf))];
  return layers.length === 1 ? layers.join("") : `{${layers.join(",")}}`;
}

/** Promised GPUs are guaranteed: a site's promise to a tenant is within its guaranteed shares of the clusters, but for the loss to whole scale-up domains. */
const allocationsKeepPromises = rule(["site.offtake.*", "clusters", "keys of tenants"], (offtake, clusters, tenants) => {
  const all = Object.values(clusters).reduce((sum, { gpus }) => sum + gpus.value, 0);
  return Object.entries(offtake).flatMap(([tenant, { sharePercent }]): Fault[] => {
    // A name that nobody declares is told as such.
    if (!tenants.includes(tenant)) return [];
    const promised = (all * sharePercent.value) / 100;
    const inDomains = Object.values(clusters).reduce(
      (sum, cluster) => sum + layersOf(cluster).length * accelerators[cluster.accelerator].scaleUpDomainGpus,
      0,
    );
    const guaranteed = Object.values(clusters).reduce((sum, cluster) => sum + guaranteedGpusOf(tenant, cluster), 0);
    if (promised === 0 || guaranteed + inDomains > promised) return [];
    return [
      {
        path: `site.offtake.${tenant}.sharePercent`,
        got: `${sharePercent.value} % of ${printNumber(all)} GPUs = ${printNumber(Math.ceil(promised))} promised, ${printNumber(guaranteed)} guaranteed in clusters.*.${printLayers(clusters)}.tenants.${tenant}`,
        want: "guaranteed shares that hold the promise",
        fix: "raise the tenant's guaranteedSharePercent in the clusters, or promise less",
      },
    ];
  });
});

/** Rules over a site's promises to tenants, with the tenants themselves and their shares of the clusters. */
export const offtakeRules = [offtakersAreDeclared, promisesFit, allocationsKeepPromises];
