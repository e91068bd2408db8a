import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { printNumber } from "../lib/number.ts";
import type { StackSpec } from "../schema/stack.ts";
import { clientsOf } from "./gateway/names.ts";
import { planKeys } from "./gateway/plan/keys.ts";

const rule = rulesOver<StackSpec>();

/** Rules of a BackendTrafficPolicy of Envoy Gateway: one limits one key. */
const mostKeys = 256;

/** Characters of a header's match in an HTTPRoute of the Gateway API, in which a model's tenants stand. */
const mostMatchCharacters = 4096;

const keysFitTheirPolicy = rule(["inference.gateway"], ({ tenants }): Fault[] => {
  const keys = planKeys(tenants).length;
  if (keys <= mostKeys) return [];
  return [
    {
      path: "inference.gateway.tenants",
      got: `${printNumber(keys)} keys of ${printNumber(Object.keys(tenants).length)} tenants`,
      want: `at most ${mostKeys}: a limit of requests a minute is a rule of one policy, which takes no more`,
      fix: "divide the tenants among sites, or let tenants have one key each (keyGeneration: 1)",
    },
  ];
});

const tenantsFitTheirMatch = rule(["inference.endpoints.*"], (endpoints) =>
  Object.entries(endpoints).flatMap(([name, { tenants }]): Fault[] => {
    const characters = clientsOf(tenants).length;
    if (characters <= mostMatchCharacters) return [];
    return [
      {
        path: `inference.endpoints.${name}.tenants`,
        got: `${printNumber(tenants.length)} tenants, ${printNumber(characters)} characters in one match of a route`,
        want: `at most ${printNumber(mostMatchCharacters)}`,
        fix: "shorten the tenants' names, or serve the model by two endpoints",
      },
    ];
  }),
);

/** Rules over what the API's objects take: more is refused only by the API server, in the middle of an update. */
export const limitRules = [keysFitTheirPolicy, tenantsFitTheirMatch];
