import { gatewayNamespace } from "../names/gateway.ts";
import type { BackendTrafficPolicySpec } from "../crd/envoy-gateway.ts";
import type { FailoverTrafficSpec } from "../crd/failover.ts";
import type { Manifest } from "../crd/foreign-kind.ts";

const failures = 5;
const restSeconds = 30;

/**
 * Failure criteria on routes to several sites: five failures in a row take a site out for half a minute. A request that a site does not take goes on to the next
 * at once, as long as no part of an answer was sent. If every site has failed, it is refused: Envoy tries no failed site, and adds none.
 * A request is counted at the entrance of each site that it comes to, not here.
 */
export const planTraffic = (
  routes: readonly string[],
  mostStops: number,
  { connection, responseOverride }: Pick<BackendTrafficPolicySpec, "connection" | "responseOverride">,
): Manifest<FailoverTrafficSpec> => ({
  metadata: { name: "failover", namespace: gatewayNamespace },
  spec: {
    targetRefs: routes.map((name) => ({ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name })),
    loadBalancer: { type: "LeastRequest" },
    connection,
    healthCheck: {
      panicThreshold: 0,
      passive: {
        consecutive5XxErrors: failures,
        consecutiveGatewayErrors: failures,
        baseEjectionTime: `${restSeconds}s`,
        maxEjectionPercent: 100,
      },
    },
    retry: {
      numRetries: Math.max(0, mostStops - 1),
      numAttemptsPerPriority: 1,
      retryOn: { triggers: ["connect-failure", "refused-stream", "reset", "retriable-status-codes"], httpStatusCodes: [502, 503] },
      perRetry: { backOff: { baseInterval: "25ms", maxInterval: "250ms" } },
    },
    responseOverride,
  },
});
