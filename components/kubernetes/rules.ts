import { accessRules } from "./access-rules.ts";
import { deviceRules } from "./device-rules.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { percent } from "../lib/number.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { undeclaredTenant } from "../lib/parse/reference.ts";
import { multiKueueRules } from "./multi-kueue/rules.ts";
import { releaseRules } from "./release-rules.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const tenantsAreDeclared = rule(["keys of tenants", "clusters.*"], (known, clusters) =>
  Object.entries(clusters).flatMap(([cluster, { kubernetes }]) =>
    Object.keys(kubernetes.tenants)
      .filter((tenant) => !known.includes(tenant))
      .map((tenant) => undeclaredTenant(`clusters.${cluster}.kubernetes.tenants.${tenant}`, tenant, known, "an allocation to")),
  ),
);

const sharesFit = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([cluster, { kubernetes }]) => {
    const shares = Object.entries(kubernetes.tenants).map(
      ([tenant, { guaranteedSharePercent }]) => [tenant, guaranteedSharePercent.value] as const,
    );
    const total = percent(shares.reduce((sum, [, share]) => sum + share, 0));
    if (total <= 100) return [];
    return [
      {
        path: `clusters.${cluster}.kubernetes.tenants`,
        got: `${shares.map(([tenant, share]) => `${tenant} ${share} %`).join(" + ")} = ${total} % guaranteed`,
        want: "at most 100 %",
        fix: `take ${percent(total - 100)} % away from a tenant`,
      },
    ];
  }),
);

const dataMayLieHere = rule(["tenants.*", "clusters.*", "site.location"], (tenants, clusters, { jurisdiction }) =>
  Object.entries(clusters).flatMap(([cluster, { kubernetes }]) =>
    Object.keys(kubernetes.tenants).flatMap((tenant): Fault[] => {
      const residency = tenants[tenant]?.residency;
      if (residency === undefined || residency.includes(jurisdiction)) return [];
      return [
        {
          path: `clusters.${cluster}.kubernetes.tenants.${tenant}`,
          got: `a tenant whose data may lie in ${residency.join(", ")}, on a cluster in ${jurisdiction}`,
          want: `tenants.${tenant}.residency with ${jurisdiction} in it`,
          fix: "place the tenant elsewhere; widen the residency only if the tenant's contract says so",
        },
      ];
    }),
  ),
);

/** Rules over allocations, with the tenants and the place. */
export const kubernetesRules = [
  tenantsAreDeclared,
  sharesFit,
  dataMayLieHere,
  ...deviceRules,
  ...accessRules,
  ...multiKueueRules,
  ...releaseRules,
];
