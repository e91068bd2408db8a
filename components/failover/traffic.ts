import { gatewayNamespace } from "../inference/gateway/names.ts";
import type { BackendTrafficPolicySpec } from "../crd/envoy-gateway.ts";
import type { FailoverTrafficSpec } from "../crd/failover.ts";
import type { Manifest } from "../crd/foreign-kind.ts";

const failures = 5;
const restSeconds = 30;

/**
 * When a site counts as failed, for the routes that lead to several: after five failures in a row, for half a minute. A request that a site does not take goes on
 * at once, as long as nothing of an answer has come. With every site failed it is refused: none is tried all the same, and none is added.
 * Requests are not counted here but where they are served.
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
