import type { GatewayPlan } from "../inference/gateway/plan/index.ts";

/** Says from which site a request comes: a site serves those of others itself, so that none goes round. */
export const hopHeader = "x-nscale-failed-over-from";

/** What the header is on a request that no site has handed on. */
export const noHop = "none";

/**
 * The gateway of a site that hands requests on: it marks those that come from clients, and a key goes on with its request, for the next site checks it too.
 * (Before engines the model's own route takes it away.)
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
