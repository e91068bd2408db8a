import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { undeclaredTenant, wrongName } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";
import { modelName } from "./model-name.ts";

const rule = rulesOver<StackSpec>();

const callersHaveKeys = rule(["inference.gateway", "inference.endpoints.*"], (gateway, endpoints) => {
  const known = Object.keys(gateway.tenants);
  return Object.entries(endpoints).flatMap(([name, { tenants }]) =>
    tenants.flatMap((tenant, index): Fault[] =>
      known.includes(tenant)
        ? []
        : [
            wrongName({
              path: `inference.endpoints.${name}.tenants[${index}]`,
              name: tenant,
              got: `${tenant}, a tenant without keys`,
              of: "a key of inference.gateway.tenants",
              known,
              fix: `declare inference.gateway.tenants.${tenant} (requestsPerMinute), or correct the name`,
              missing: `inference.gateway.tenants.${tenant}`,
            }),
          ],
    ),
  );
});

const callersAreTenants = rule(
  ["inference.gateway", "keys of tenants", "tenants.*", "site.location"],
  (gateway, known, tenants, { jurisdiction }) =>
    Object.keys(gateway.tenants).flatMap((name): Fault[] => {
      const path = `inference.gateway.tenants.${name}`;
      if (!known.includes(name)) return [undeclaredTenant(path, name, known, "keys for")];
      const residency = tenants[name]?.residency;
      if (residency === undefined || residency.includes(jurisdiction)) return [];
      return [
        {
          path,
          got: `a tenant whose data may lie in ${residency.join(", ")}, at endpoints in ${jurisdiction}`,
          want: `tenants.${name}.residency with ${jurisdiction} in it`,
          fix: "serve the tenant elsewhere; widen the residency only if the tenant's contract says so",
        },
      ];
    }),
);

const namesDiffer = rule(["inference.endpoints.*"], (endpoints) => {
  const first = new Map<string, string>();
  return Object.entries(endpoints).flatMap(([name, endpoint]): Fault[] => {
    const served = modelName(endpoint);
    const other = first.get(served);
    if (other === undefined) {
      first.set(served, name);
      return [];
    }
    return [
      {
        path: `inference.endpoints.${name}.servedAs`,
        got: `${served}, the name of endpoint ${other} too`,
        want: "a name of its own: requests are told apart by it",
        fix: "write another servedAs for one of the two",
      },
    ];
  });
});

/** Rules over the callers of endpoints, and the names that they call. */
export const callerRules = [callersHaveKeys, callersAreTenants, namesDiffer];
