import type { JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import type { ServingEndpoint, PeerSite, PeerSites } from "../../components/failover/peers.ts";
import { planGateway, type GatewayPlan } from "../../components/inference/gateway/plan/index.ts";
import { exampleGateway, exampleModel, examplePlace } from "./serving.ts";

/** A test's values for a site; the rest is as in every other. */
export interface SiteChanges {
  readonly jurisdiction: JurisdictionCode;
  readonly residency: Readonly<Record<string, readonly JurisdictionCode[]>>;
  /** By key, each of which serves `example/<key>`. */
  readonly endpoints: Readonly<Record<string, Partial<ServingEndpoint>>>;
  readonly gateway?: Partial<PeerSite["gateway"]>;
}

/** A site whose tenants all have a key, and may call each of its endpoints. */
export function exampleSite(stack: string, { jurisdiction, residency, endpoints, gateway }: SiteChanges): PeerSite {
  const tenants = Object.keys(residency);
  return {
    jurisdiction,
    residency,
    gateway: {
      hostname: "inference.example.com",
      address: `inference.${stack}.example`,
      hasSuppliedKeys: true,
      keyGenerations: Object.fromEntries(tenants.map((tenant) => [tenant, 1])),
      ...gateway,
    },
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([key, endpoint]) => [
        key,
        {
          servedAs: `example/${key}`,
          model: "llama-3.1-8b-instruct",
          tenants,
          contextTokens: 8192,
          queueTimeoutSeconds: 60,
          longestStreamSeconds: 600,
          failover: [],
          ...endpoint,
        },
      ]),
    ),
  };
}

/** Sites by the names of their stacks. */
export const exampleSites = (sites: Readonly<Record<string, SiteChanges>>): PeerSites =>
  new Map(Object.entries(sites).map(([stack, changes]) => [stack, exampleSite(stack, changes)]));

/** The gateway that a site has for itself. */
export function gatewayOf(stack: string, sites: PeerSites): GatewayPlan {
  const site = sites.get(stack);
  if (site?.gateway === undefined) throw new Error(`${stack} has no gateway`);
  const models = Object.entries(site.endpoints).map(([endpoint, { servedAs, tenants }]) => exampleModel(endpoint, servedAs, tenants));
  const limits = Object.entries(site.gateway.keyGenerations).map(([tenant, generation]) => [tenant, [600, generation]] as const);
  return planGateway({ ...exampleGateway(Object.fromEntries(limits)), hostname: site.gateway.hostname }, models, examplePlace);
}
