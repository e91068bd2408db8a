import type { GatewayPlan } from "../inference/gateway/plan/index.ts";

/** Header with the site that a request comes from. A site serves other sites' requests itself, so that no request goes in circles. */
export const hopHeader = "x-nscale-failed-over-from";

/** The header's value in a request that no site has forwarded. */
export const noHop = "none";

/**
 * The gateway of a site that forwards requests. It marks those that come from clients, and leaves the key in a forwarded request, for the next site checks it too.
 * (The model's own route removes the key before engines.)
 */
export function enableFailover(plan: GatewayPlan): GatewayPlan {
  const { authentication, clientTraffic } = plan;
  const { headers } = clientTraffic.spec;
  return {
    ...plan,
    authentication: {
      ...authentication,
      spec: { ...authentication.spec, apiKeyAuth: { ...authentication.spec.apiKeyAuth, sanitize: false } },
    },
    clientTraffic: {
      ...clientTraffic,
      spec: {
        ...clientTraffic.spec,
        headers: {
          ...headers,
          earlyRequestHeaders: { ...headers.earlyRequestHeaders, addIfAbsent: [{ name: hopHeader, value: noHop }] },
        },
      },
    },
  };
}
