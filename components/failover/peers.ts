import type { JurisdictionCode } from "../catalog/jurisdictions.ts";
import type { ModelName } from "../catalog/models/index.ts";
import { modelName } from "../inference/model-name.ts";
import type { StackSpec } from "../schema/stack.ts";

/** An endpoint, as far as another site may stand in for it. */
export interface ServingEndpoint {
  /** The name that requests call it by. */
  readonly servedAs: string;
  readonly model: ModelName;
  readonly tenants: readonly string[];
  readonly contextTokens: number;
  /** How long a request may wait here, and its answer take after that. */
  readonly queueTimeoutSeconds: number;
  readonly longestStreamSeconds: number;
  /** The stacks that take over, in their order. */
  readonly failover: readonly string[];
}

/** The gateway of a site, as others see it. */
export interface ServingGateway {
  /** What its certificate and its routes go by. */
  readonly hostname: string;
  /** Where it is. */
  readonly address: string;
  /** Whether its keys are put there, and not made there: only then can another site have the same. */
  readonly hasSuppliedKeys: boolean;
  /** How many keys each tenant has had, by tenant. */
  readonly keyGenerations: Readonly<Record<string, number>>;
}

/** A site, as far as requests for models go there. */
export interface PeerSite {
  readonly jurisdiction: JurisdictionCode;
  /** The jurisdictions in which each tenant's data may lie, by tenant. */
  readonly residency: Readonly<Record<string, readonly JurisdictionCode[]>>;
  /** Nothing where the site serves no model. */
  readonly gateway: ServingGateway | undefined;
  readonly endpoints: Readonly<Record<string, ServingEndpoint>>;
}

/** Sites by the names of their stacks. */
export type PeerSites = ReadonlyMap<string, PeerSite>;

/** What a stack's data says of it. */
export function peerSite({ site, tenants, inference }: Pick<StackSpec, "site" | "tenants" | "inference">): PeerSite {
  return {
    jurisdiction: site.location.jurisdiction,
    residency: Object.fromEntries(Object.entries(tenants).map(([tenant, { residency }]) => [tenant, residency])),
    gateway: inference === undefined ? undefined : gatewayOf(inference.gateway),
    endpoints: Object.fromEntries(
      Object.entries(inference?.endpoints ?? {}).map(([key, endpoint]) => [
        key,
        {
          servedAs: modelName(endpoint),
          model: endpoint.model,
          tenants: endpoint.tenants,
          contextTokens: endpoint.contextTokens,
          queueTimeoutSeconds: endpoint.queueTimeoutSeconds,
          longestStreamSeconds: endpoint.longestStreamSeconds,
          failover: endpoint.failover ?? [],
        },
      ]),
    ),
  };
}

/** What every stack's data says. */
export const peerSites = (stacks: ReadonlyMap<string, Pick<StackSpec, "site" | "tenants" | "inference">>): PeerSites =>
  new Map([...stacks].map(([stack, spec]) => [stack, peerSite(spec)]));

const gatewayOf = ({ hostname, peerHostname, keys, tenants }: NonNullable<StackSpec["inference"]>["gateway"]): ServingGateway => ({
  hostname,
  address: peerHostname ?? hostname,
  hasSuppliedKeys: keys === "supplied",
  keyGenerations: Object.fromEntries(Object.entries(tenants).map(([tenant, { keyGeneration }]) => [tenant, keyGeneration])),
});
