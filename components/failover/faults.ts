import { jurisdictions } from "../catalog/jurisdictions.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { endpointServing, refusalOf } from "./routes.ts";
import type { ServingEndpoint, PeerSite, PeerSites } from "./peers.ts";
import { printNumber } from "../lib/number.ts";

/** One name in an endpoint's list, and the two sites that it connects. */
interface Failover {
  readonly stack: string;
  readonly to: string;
  readonly endpoint: ServingEndpoint;
  readonly home: PeerSite;
  readonly site: PeerSite;
}

/** Finds the fault of a failover; undefined if there is none. */
type Check = (failover: Failover) => Omit<Fault, "path"> | undefined;

const modelIsServed: Check = ({ to, endpoint: { servedAs, model, contextTokens }, site }) => {
  const there = endpointServing(site, servedAs);
  if (there === undefined) {
    const served = Object.values(site.endpoints).map((each) => each.servedAs);
    return {
      got: `${to}, which serves ${served.length > 0 ? served.join(", ") : "no model"}`,
      want: `a stack that serves ${servedAs}`,
      fix: `declare an endpoint for it in stacks/${to}.ts, or remove ${to}`,
    };
  }
  if (there.model !== model) {
    return {
      got: `${to}, where ${servedAs} is ${there.model}`,
      want: `${model} under that name`,
      fix: "give one of the two another servedAs",
    };
  }
  if (there.contextTokens >= contextTokens) return undefined;
  return {
    got: `${to}, which takes requests of up to ${printNumber(there.contextTokens)} tokens`,
    want: `at least ${printNumber(contextTokens)}, or requests that fit here are refused there`,
    fix: `raise contextTokens in stacks/${to}.ts, or lower it here`,
  };
};

const placeIsAllowed: Check = ({ to, endpoint: { tenants, servedAs }, home, site }) => {
  if (endpointServing(site, servedAs) === undefined) return undefined;
  const refusals = tenants.map((tenant) => refusalOf(tenant, servedAs, home, site));
  if (refusals.includes(undefined)) return undefined;
  return {
    got: `${to} in ${site.jurisdiction} (${jurisdictions[site.jurisdiction].name}): ${refusals.join("; ")}`,
    want: "a stack that may serve at least one of the endpoint's tenants",
    fix: `remove ${to}; widen a residency only if that tenant's contract says so`,
  };
};

const gatewaysAreApart: Check = ({ stack, to, home, site }) => {
  if (home.gateway === undefined || site.gateway === undefined) return undefined;
  if (site.gateway.hostname !== home.gateway.hostname) {
    return {
      got: `${to}, whose API is at ${site.gateway.hostname}`,
      want: `${home.gateway.hostname}, the name that requests of ${stack} and its certificate carry`,
      fix: "give both gateways one hostname, and a peerHostname each",
    };
  }
  if (site.gateway.address !== home.gateway.address) return undefined;
  return {
    got: `${to}, whose gateway is at ${site.gateway.address}, as that of ${stack} is`,
    want: "an address for each, or a request comes back to where it failed",
    fix: "give both gateways a peerHostname",
  };
};

/** A request fails over with its key, so the next site must know that key. */
const keysAreShared: Check = ({ stack, to, endpoint: { tenants, servedAs }, home, site }) => {
  if (home.gateway === undefined || site.gateway === undefined) return undefined;
  const own = [
    { name: stack, gateway: home.gateway },
    { name: to, gateway: site.gateway },
  ].flatMap(({ name, gateway }) => (gateway.hasSuppliedKeys ? [] : [name]));
  if (own.length > 0) {
    return {
      got: `${own.join(" and ")} with keys of ${own.length === 1 ? "its" : "their"} own`,
      want: "the same keys at both sites: a request goes on with its key",
      fix: `write inference.gateway.keys: "supplied" in ${own.map((name) => `stacks/${name}.ts`).join(" and ")}`,
    };
  }
  const { keyGenerations: here } = home.gateway;
  const { keyGenerations: there } = site.gateway;
  const routed = tenants.filter((tenant) => refusalOf(tenant, servedAs, home, site) === undefined);
  const apart = routed.filter((tenant) => here[tenant] !== there[tenant]);
  if (apart.length === 0) return undefined;
  return {
    got: apart
      .map((tenant) => `keyGeneration ${here[tenant] ?? 0} of ${tenant} in ${stack}, and ${there[tenant] ?? 0} in ${to}`)
      .join("; "),
    want: "the same at both sites: a request goes on with its key",
    fix: "raise the lower one",
  };
};

const checks = [modelIsServed, placeIsAllowed, gatewaysAreApart, keysAreShared];

/** The faults of a stack's failover, with the other stacks. */
export function failoverFaults(stackName: string, sites: PeerSites): Fault[] {
  const home = sites.get(stackName);
  if (home === undefined) return [];
  return Object.entries(home.endpoints).flatMap(([key, endpoint]) =>
    endpoint.failover.flatMap((to, index) => {
      const path = `inference.endpoints.${key}.failover[${index}]`;
      const site = sites.get(to);
      if (to === stackName) return [{ path, got: "the stack itself", want: "another stack", fix: "remove it" }];
      if (site === undefined) {
        return [{ path, got: to, want: "another stack that serves the model", fix: `correct the name, or add stacks/${to}.ts` }];
      }
      return checks.flatMap((check): Fault[] => {
        const fault = check({ stack: stackName, to, endpoint, home, site });
        return fault === undefined ? [] : [{ path, ...fault }];
      });
    }),
  );
}
