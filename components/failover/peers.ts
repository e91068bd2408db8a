import type { JurisdictionCode } from "../catalog/jurisdictions.ts";
import type { ModelName } from "../catalog/models/index.ts";
import { modelName } from "../inference/model-name.ts";
import type { StackSpec } from "../schema/stack.ts";

/** An endpoint, as far as failover from another site needs it. */
export interface ServingEndpoint {
  /** The `model` by which requests call it. */
  readonly servedAs: string;
  readonly model: ModelName;
  readonly tenants: readonly string[];
  readonly contextTokens: number;
  /** Longest wait of a request here, and longest time of its answer after that. */
  readonly queueTimeoutSeconds: number;
  readonly longestStreamSeconds: number;
  /** The stacks that take over, in their order. */
  readonly failover: readonly string[];
}

/** The gateway of a site, as other sites see it. */
export interface ServingGateway {
  /** The host name of its certificate and its routes. */
  readonly hostname: string;
  /** Its address. */
  readonly address: string;
  /** True if its keys are supplied instead of generated: only then can another site have the same keys. */
  readonly hasSuppliedKeys: boolean;
  /** The number of keys that each tenant has had, by tenant. */
  readonly keyGenerations: Readonly<Record<string, number>>;
}

/** A site, as far as requests for models go there. */
export interface PeerSite {
  readonly jurisdiction: JurisdictionCode;
  /** The jurisdictions in which each tenant's data may lie, by tenant. */
  readonly residency: Readonly<Record<string, readonly JurisdictionCode[]>>;
  /** Undefined if the site serves no model. */
  readonly gateway: ServingGateway | undefined;
  readonly endpoints: Readonly<Record<string, ServingEndpoint>>;
}

/** Sites by their stacks' names. */
export type PeerSites = ReadonlyMap<string, PeerSite>;

/** A stack's data as a peer site. */
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

/** All stacks' data as peer sites. */
export const peerSites = (stacks: ReadonlyMap<string, Pick<StackSpec, "site" | "tenants" | "inference">>): PeerSites =>
  new Map([...stacks].map(([stack, spec]) => [stack, peerSite(spec)]));

const gatewayOf = ({ hostname, peerHostname, keys, tenants }: NonNullable<StackSpec["inference"]>["gateway"]): ServingGateway => ({
  hostname,
  address: peerHostname ?? hostname,
  hasSuppliedKeys: keys === "supplied",
  keyGenerations: Object.fromEntries(Object.entries(tenants).map(([tenant, { keyGeneration }]) => [tenant, keyGeneration])),
});
