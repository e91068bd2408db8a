import type { BackendTrafficPolicySpec } from "../../../components/crd/envoy-gateway.ts";
import type { Translation, XdsResource } from "./translate.ts";

interface Descriptor {
  readonly key: string;
  readonly value: string;
  readonly rate_limit?: { readonly unit: string; readonly requests_per_unit: number };
  readonly descriptors?: readonly Descriptor[];
}

interface RouteLimits {
  readonly domain: string;
  readonly rateLimits: readonly {
    readonly actions: readonly Readonly<Record<string, { readonly descriptorKey: string; readonly descriptorValue: string }>>[];
  }[];
}

/**
 * The rate limiter's configuration: the descriptors that Envoy sends, as Envoy Gateway made them, each with its rule's limit. (In a cluster Envoy Gateway
 * hands the same to the rate limiter over the network; `egctl` does not print it.)
 *
 * @throws Error when the routes have no limits.
 */
export function rateLimits({ routes }: Translation, { rateLimit }: BackendTrafficPolicySpec): object {
  const limits = routes
    .flatMap((table) => (table["virtualHosts"] as { routes: XdsResource[] }[]).flatMap((host) => host.routes))
    .map(limitsOf);
  const [first] = limits.filter((each) => each !== undefined);
  if (first === undefined) throw new Error("got no route with rate limits from Envoy Gateway");
  return {
    domain: first.domain,
    descriptors: first.rateLimits.map(({ actions }, index) => {
      const { requests = 0, unit = "" } = rateLimit.global.rules[index]?.limit ?? {};
      return nested(
        actions.flatMap((action) => Object.values(action)),
        { unit: unit.toLowerCase(), requests_per_unit: requests },
      );
    }),
  };
}

function limitsOf({ typedPerFilterConfig }: XdsResource): RouteLimits | undefined {
  const configs = Object.values((typedPerFilterConfig ?? {}) as Record<string, XdsResource>);
  return configs.find((config) => String(config["@type"]).endsWith(".RateLimitPerRoute")) as RouteLimits | undefined;
}

function nested(
  [action, ...rest]: readonly { readonly descriptorKey: string; readonly descriptorValue: string }[],
  limit: NonNullable<Descriptor["rate_limit"]>,
): Descriptor {
  if (action === undefined) throw new Error("got a rate limit without actions from Envoy Gateway");
  const own = { key: action.descriptorKey, value: action.descriptorValue };
  return rest.length === 0 ? { ...own, rate_limit: limit } : { ...own, descriptors: [nested(rest, limit)] };
}
