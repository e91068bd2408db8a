import type { BackendTrafficPolicySpec, ClientTrafficPolicySpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import type { GatewayModel } from "../model.ts";
import type { GatewaySpec } from "../../../schema/inference.ts";
import { quantity } from "../../../lib/quantity.ts";
import { controlPrefix, headers, idHeaders, requestIdValue } from "../names.ts";
import { gatewayNamespace } from "../../../names/gateway.ts";
import { planAnswers } from "./answers.ts";
import type { KeyPlan } from "./keys.ts";
import { connectionBuffer, headersWithinSeconds, largestBodyBytes, mostConnections } from "./limits.ts";
import { gatewayReference } from "./routes.ts";
import { gatewaySeconds } from "./timeouts.ts";

/** Headers in which other APIs carry keys or a client's identity. They are removed, so that none reaches an engine. */
const foreignCredentials = ["x-api-key", "api-key", "cookie", "proxy-authorization"];

/** Connections between clients and the gateway. */
export function planClientTraffic(models: readonly GatewayModel[]): Manifest<ClientTrafficPolicySpec> {
  const seconds = gatewaySeconds(models);
  return {
    metadata: { name: "clients", namespace: gatewayNamespace },
    spec: {
      targetRefs: [gatewayReference],
      connection: { bufferLimit: connectionBuffer, connectionLimit: { value: mostConnections } },
      headers: {
        // The gateway generates the id, since requests are billed by it and a client could send another's.
        requestID: "Generate",
        earlyRequestHeaders: { remove: [headers.client, ...foreignCredentials], removeOnMatch: [{ type: "Prefix", value: controlPrefix }] },
        lateResponseHeaders: { set: idHeaders.map((name) => ({ name, value: requestIdValue })) },
      },
      timeout: {
        http: {
          streamIdleTimeout: `${seconds.idle}s`,
          requestReceivedTimeout: `${seconds.received}s`,
          requestHeadersReceivedTimeout: `${headersWithinSeconds}s`,
        },
      },
    },
  };
}

/** Traffic between the gateway and the engines, and the requests that each key may make over all models. */
export const planBackendTraffic = (tenants: GatewaySpec["tenants"], keys: readonly KeyPlan[]): Manifest<BackendTrafficPolicySpec> => ({
  metadata: { name: "engines", namespace: gatewayNamespace },
  spec: {
    targetRefs: [gatewayReference],
    // The engine that the picker names, if it is ready; a retry goes to another one. (By least requests, a retry would go to the dead engine again, since that
    // has none.)
    loadBalancer: { type: "RoundRobin", endpointOverride: { extractFrom: [{ header: headers.engine }] } },
    connection: { bufferLimit: connectionBuffer },
    // Before a router or a picker holds it. It is also what a retry on another engine sends again.
    requestBuffer: { limit: quantity(largestBodyBytes) },
    dns: { dnsRefreshRate: "1s", respectDnsTtl: false },
    retry: {
      numRetries: 3,
      // No part of the answer was sent yet, so the client does not notice the retry.
      retryOn: { triggers: ["connect-failure", "refused-stream", "reset"] },
      perRetry: { backOff: { baseInterval: "25ms", maxInterval: "250ms" } },
    },
    rateLimit: {
      type: "Global",
      global: {
        rules: keys.map(({ tenant, client }) => ({
          clientSelectors: [{ headers: [{ type: "Exact", name: headers.client, value: client }] }],
          limit: { requests: tenants[tenant]?.requestsPerMinute.value ?? 0, unit: "Minute" },
          shared: true,
        })),
      },
    },
    responseOverride: planAnswers(),
  },
});
