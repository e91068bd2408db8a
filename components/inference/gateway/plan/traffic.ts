import type { BackendTrafficPolicySpec, ClientTrafficPolicySpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import type { GatewayModel } from "../model.ts";
import type { GatewaySpec } from "../../../schema/inference.ts";
import { headers, inferenceIdHeader, requestIdValue } from "../names.ts";
import { gatewayNamespace } from "../../../names/gateway.ts";
import { planAnswers } from "./answers.ts";
import type { KeyPlan } from "./keys.ts";
import { gatewayReference } from "./routes.ts";

/** The largest request that is buffered for a retry on another engine: a context of a million tokens is some 4 MB of text. */
const largestRequest = "16Mi";

/** Headers in which other APIs carry keys or a client's identity. They are removed, so that none reaches an engine. */
const foreignCredentials = ["x-api-key", "api-key", "cookie", "proxy-authorization"];

/** Connections between clients and the gateway. */
export function planClientTraffic(models: readonly GatewayModel[]): Manifest<ClientTrafficPolicySpec> {
  // While a request waits for an engine, its stream is idle.
  const idleSeconds = Math.max(...models.map(({ queueTimeoutSeconds }) => queueTimeoutSeconds), 300) + 60;
  return {
    metadata: { name: "clients", namespace: gatewayNamespace },
    spec: {
      targetRefs: [gatewayReference],
      connection: { bufferLimit: largestRequest },
      headers: {
        // The gateway generates the id, since requests are billed by it and a client could send another's.
        requestID: "Generate",
        earlyRequestHeaders: { remove: [...Object.values(headers), ...foreignCredentials] },
        lateResponseHeaders: { set: [{ name: inferenceIdHeader, value: requestIdValue }] },
      },
      timeout: { http: { streamIdleTimeout: `${idleSeconds}s` } },
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
    connection: { bufferLimit: largestRequest },
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
