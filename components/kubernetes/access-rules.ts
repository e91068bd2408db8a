import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";
import { roles } from "./plan/access.ts";
import { mostPreemptionOrders } from "./plan/queues.ts";

const rule = rulesOver<StackSpec>();

const groupsAreApart = rule(["tenants.*"], (tenants) => {
  const firstUse = new Map<string, string>();
  return Object.entries(tenants).flatMap(([tenant, { groups }]) =>
    roles.flatMap((role): Fault[] => {
      const path = `tenants.${tenant}.groups.${role}`;
      const first = firstUse.get(groups[role]);
      if (first === undefined) {
        firstUse.set(groups[role], path);
        return [];
      }
      return [
        {
          path,
          got: `${groups[role]}, which is ${first} too`,
          want: "a group of its own: whoever is in it would have both roles",
          fix: "correct the name, or have the identity provider make a group",
        },
      ];
    }),
  );
});

const namesAreReached = rule(["site.egress.*", "site.egressProxy"], (egress, proxy) =>
  proxy !== undefined
    ? []
    : Object.entries(egress).flatMap(([name, { destination }]): Fault[] =>
        destination.kind === "cidr"
          ? []
          : [
              {
                path: `site.egress.${name}.destination`,
                got: `the host name ${destination.host}, at a site without an egress proxy`,
                want: "an address range, or a proxy: a network policy cannot let through a name",
                fix: 'declare site.egressProxy (address, port), or write { kind: "cidr", cidr: … }',
              },
            ],
      ),
);

const ordersCanBeWeighed = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, { kubernetes }]): Fault[] => {
    const orders = [...new Set(Object.values(kubernetes.tenants).map(({ preemptionOrder }) => preemptionOrder))].sort((a, b) => a - b);
    if (orders.length <= mostPreemptionOrders) return [];
    return [
      {
        path: `clusters.${name}.kubernetes.tenants`,
        got: `${orders.length} preemption orders: ${orders.join(", ")}`,
        want: `at most ${mostPreemptionOrders} different ones in a cluster: each is a hundred thousand times the weight of the one before`,
        fix: "give some tenants the same number",
      },
    ];
  }),
);

/** Rules over rights, preemption order and reachable names. */
export const accessRules = [groupsAreApart, namesAreReached, ordersCanBeWeighed];
