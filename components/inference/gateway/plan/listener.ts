import type { types } from "@pulumi/kubernetes";
import { proxyImage } from "../../../catalog/operands.ts";
import { envoyGatewayVersion, type EnvoyProxySpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest, Metadata } from "../../../crd/foreign-kind.ts";
import type { GatewayClassSpec, GatewaySpec as GatewayManifestSpec } from "../../../crd/gateway-api.ts";
import type { Place } from "../../../site/place.ts";
import { mirrored } from "../../../site/registry.ts";
import type { GatewayModel } from "../model.ts";
import { certificateSecret, headers, listenerName, requestIdValue } from "../names.ts";
import { gatewayName, gatewayNamespace } from "../../../names/gateway.ts";
import { clientValue } from "./script.ts";
import { gatewaySeconds } from "./timeouts.ts";

const metadata: Metadata = { name: gatewayName, namespace: gatewayNamespace };

/** The controller name of Envoy Gateway. */
const controllerName = "gateway.envoyproxy.io/gatewayclass-controller";

/**
 * Fields of the access log, a fixed list. Paths, queries, other headers and bodies are not on it, for they may hold what a user wrote.
 */
const accessLog = {
  time: "%START_TIME%",
  request_id: requestIdValue,
  client: clientValue,
  // Of a request over its limit, which ends before the script that keeps the client: no route to a model has taken the header off.
  refused_client: `%REQ(${headers.client.toUpperCase()})%`,
  route: "%ROUTE_NAME%",
  pool: "%UPSTREAM_CLUSTER%",
  engine: "%UPSTREAM_HOST%",
  method: "%REQ(:METHOD)%",
  status: "%RESPONSE_CODE%",
  flags: "%RESPONSE_FLAGS%",
  attempts: "%UPSTREAM_REQUEST_ATTEMPT_COUNT%",
  bytes_received: "%BYTES_RECEIVED%",
  bytes_sent: "%BYTES_SENT%",
  milliseconds: "%DURATION%",
  milliseconds_to_first_byte: "%RESPONSE_DURATION%",
};

/** The listener, with its class and its proxies. */
export interface ListenerPlan {
  readonly namespace: types.input.core.v1.Namespace;
  readonly proxy: Manifest<EnvoyProxySpec>;
  readonly gatewayClass: Manifest<GatewayClassSpec>;
  readonly gateway: Manifest<GatewayManifestSpec>;
}

export function planListener(hostname: string, models: readonly GatewayModel[], { registry, regionSelector }: Place): ListenerPlan {
  return {
    namespace: { metadata: { name: gatewayNamespace, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    proxy: {
      metadata,
      spec: {
        provider: {
          type: "Kubernetes",
          kubernetes: {
            envoyDeployment: {
              replicas: 2,
              pod: { nodeSelector: regionSelector },
              container: { image: mirrored(registry, proxyImage.value) },
            },
            envoyPDB: { minAvailable: 1 },
          },
        },
        shutdown: { drainTimeout: `${gatewaySeconds(models).drain}s` },
        // Where a request is still at the entrance, so that it is counted whatever it is refused for later. (Not before its body is there: a large one never comes
        // while the limiter is asked.)
        filterOrder: [{ name: "envoy.filters.http.ratelimit", before: "envoy.filters.http.lua" }],
        telemetry: {
          accessLog: {
            settings: [{ format: { type: "JSON", json: accessLog }, sinks: [{ type: "File", file: { path: "/dev/stdout" } }] }],
          },
        },
      },
    },
    gatewayClass: {
      metadata: { name: gatewayName },
      spec: {
        controllerName,
        parametersRef: {
          group: envoyGatewayVersion.split("/", 1)[0] ?? "",
          kind: "EnvoyProxy",
          name: gatewayName,
          namespace: gatewayNamespace,
        },
      },
    },
    gateway: {
      metadata,
      spec: {
        gatewayClassName: gatewayName,
        listeners: [
          {
            name: listenerName,
            protocol: "HTTPS",
            port: 443,
            hostname,
            tls: { mode: "Terminate", certificateRefs: [{ group: "", kind: "Secret", name: certificateSecret }] },
            allowedRoutes: { namespaces: { from: "Same" } },
          },
        ],
      },
    },
  };
}
