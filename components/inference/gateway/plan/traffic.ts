import type { BackendTrafficPolicySpec, ClientTrafficPolicySpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import type { GatewayModel } from "../model.ts";
import type { GatewaySpec } from "../../../schema/inference.ts";
import { gatewayNamespace, headers, inferenceIdHeader, requestIdValue } from "../names.ts";
import { planAnswers } from "./answers.ts";
import type { KeyPlan } from "./keys.ts";
import { gatewayReference } from "./routes.ts";

/** The largest request that is kept so that another engine can get it: a context of a million tokens is some 4 MB of text. */
const largestRequest = "16Mi";

/** Where other APIs carry their keys, and what says who a client is: dropped, so that none of it reaches an engine. */
const foreignCredentials = ["x-api-key", "api-key", "cookie", "proxy-authorization"];

/** What holds between a client and the gateway. */
export function planClientTraffic(models: readonly GatewayModel[]): Manifest<ClientTrafficPolicySpec> {
  // While a request waits for an engine, nothing moves on its stream.
  const idleSeconds = Math.max(...models.map(({ queueTimeoutSeconds }) => queueTimeoutSeconds), 300) + 60;
  return {
    metadata: { name: "clients", namespace: gatewayNamespace },
    spec: {
      targetRefs: [gatewayReference],
      connection: { bufferLimit: largestRequest },
      headers: {
        // A client's own id could be another's: what is billed by it must be ours.
        requestID: "Generate",
        earlyRequestHeaders: { remove: [...Object.values(headers), ...foreignCredentials] },
        lateResponseHeaders: { set: [{ name: inferenceIdHeader, value: requestIdValue }] },
      },
      timeout: { http: { streamIdleTimeout: `${idleSeconds}s` } },
    },
  };
}

/** What holds between the gateway and the engines, and how many requests each key may make over all models. */
export const planBackendTraffic = (tenants: GatewaySpec["tenants"], keys: readonly KeyPlan[]): Manifest<BackendTrafficPolicySpec> => ({
  metadata: { name: "engines", namespace: gatewayNamespace },
  spec: {
    targetRefs: [gatewayReference],
    // The engine that the picker names, if it is among the ready ones; for a second try, another. (By least requests that would be the dead one again, which
    // has none.)
    loadBalancer: { type: "RoundRobin", endpointOverride: { extractFrom: [{ header: headers.engine }] } },
    connection: { bufferLimit: largestRequest },
    dns: { dnsRefreshRate: "1s", respectDnsTtl: false },
    retry: {
      numRetries: 3,
      // Nothing of an answer has come: the client cannot tell that the request is made a second time.
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
