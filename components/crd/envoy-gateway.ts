import { foreignKind } from "./foreign-kind.ts";
import type { LocalReference } from "./gateway-api.ts";

/** The version of every kind of Envoy Gateway. */
export const envoyGatewayVersion = "gateway.envoyproxy.io/v1alpha1";

interface HeaderChange {
  readonly name: string;
  readonly value: string;
}

/** Deployment of a gateway's proxies. */
export interface EnvoyProxySpec {
  readonly provider: {
    readonly type: "Kubernetes";
    readonly kubernetes: {
      readonly envoyDeployment: {
        readonly replicas: number;
        readonly pod: { readonly nodeSelector: Readonly<Record<string, string>> };
        readonly container: { readonly image: string };
      };
      readonly envoyPDB: { readonly minAvailable: number };
    };
  };
  readonly shutdown: { readonly drainTimeout: string };
  readonly filterOrder: readonly { readonly name: string; readonly before: string }[];
  readonly telemetry: {
    readonly accessLog: {
      readonly settings: readonly {
        readonly format: { readonly type: "JSON"; readonly json: Readonly<Record<string, string>> };
        readonly sinks: readonly { readonly type: "File"; readonly file: { readonly path: string } }[];
      }[];
    };
  };
}
export class EnvoyProxy extends foreignKind<EnvoyProxySpec>(envoyGatewayVersion, "EnvoyProxy") {}

/** Connections from clients to a gateway. */
export interface ClientTrafficPolicySpec {
  readonly targetRefs: readonly LocalReference[];
  readonly connection: { readonly bufferLimit: string; readonly connectionLimit: { readonly value: number } };
  readonly headers: {
    readonly requestID: "Generate";
    readonly earlyRequestHeaders: {
      readonly remove: readonly string[];
      readonly removeOnMatch: readonly { readonly type: "Prefix"; readonly value: string }[];
      readonly addIfAbsent?: readonly HeaderChange[];
    };
    readonly lateResponseHeaders: { readonly set: readonly HeaderChange[] };
  };
  readonly timeout: {
    readonly http: Readonly<Record<"streamIdleTimeout" | "requestReceivedTimeout" | "requestHeadersReceivedTimeout", string>>;
  };
}
export class ClientTrafficPolicy extends foreignKind<ClientTrafficPolicySpec>(envoyGatewayVersion, "ClientTrafficPolicy") {}

/** Authentication of clients. */
export interface SecurityPolicySpec {
  readonly targetRefs: readonly LocalReference[];
  readonly apiKeyAuth: {
    readonly credentialRefs: readonly { readonly group: ""; readonly kind: "Secret"; readonly name: string }[];
    readonly extractFrom: readonly { readonly headers: readonly string[] }[];
    readonly forwardClientIDHeader: string;
    readonly sanitize: boolean;
  };
}
export class SecurityPolicy extends foreignKind<SecurityPolicySpec>(envoyGatewayVersion, "SecurityPolicy") {}

/** A response of the gateway in place of the original one. */
export interface ResponseOverride {
  readonly source: "Local";
  readonly match: { readonly statusCodes: readonly { readonly type: "Value"; readonly value: number }[] };
  readonly response: {
    readonly contentType: string;
    readonly body: { readonly type: "Inline"; readonly inline: string };
    readonly header: { readonly set: readonly HeaderChange[] };
  };
}

/** Traffic from the gateway to its backends, and its limits per client. */
export interface BackendTrafficPolicySpec {
  readonly targetRefs: readonly LocalReference[];
  readonly loadBalancer: {
    readonly type: "RoundRobin";
    readonly endpointOverride: { readonly extractFrom: readonly { readonly header: string }[] };
  };
  readonly connection: { readonly bufferLimit: string };
  readonly requestBuffer: { readonly limit: string };
  readonly dns: { readonly dnsRefreshRate: string; readonly respectDnsTtl: boolean };
  readonly retry: {
    readonly numRetries: number;
    readonly retryOn: { readonly triggers: readonly string[] };
    readonly perRetry: { readonly backOff: { readonly baseInterval: string; readonly maxInterval: string } };
  };
  readonly rateLimit: {
    readonly type: "Global";
    readonly global: {
      readonly rules: readonly {
        readonly clientSelectors: readonly {
          readonly headers: readonly { readonly type: "Exact"; readonly name: string; readonly value: string }[];
        }[];
        readonly limit: { readonly requests: number; readonly unit: "Minute" };
        readonly shared: true;
      }[];
    };
  };
  readonly responseOverride: readonly ResponseOverride[];
}
export class BackendTrafficPolicy extends foreignKind<BackendTrafficPolicySpec>(envoyGatewayVersion, "BackendTrafficPolicy") {}

/** Extensions that process requests, beside the proxy's own filters. */
export interface EnvoyExtensionPolicySpec {
  readonly targetRefs: readonly LocalReference[];
  readonly lua: readonly { readonly type: "Inline"; readonly inline: string }[];
  readonly extProc: readonly {
    readonly backendRefs: readonly (LocalReference & { readonly port: number })[];
    readonly messageTimeout: string;
    readonly processingMode: { readonly request: { readonly body: "FullDuplexStreamed" } };
  }[];
}
export class EnvoyExtensionPolicy extends foreignKind<EnvoyExtensionPolicySpec>(envoyGatewayVersion, "EnvoyExtensionPolicy") {}

/** One change to a generated resource. With an empty path, the value is added as a resource of its own. */
export interface EnvoyPatch {
  readonly type: `type.googleapis.com/envoy.config.${"listener" | "route" | "cluster"}.v3.${"Listener" | "RouteConfiguration" | "Cluster"}`;
  readonly name: string;
  readonly operation: {
    readonly op: "add" | "replace";
    readonly path?: string;
    readonly jsonPath?: string;
    readonly value: unknown;
  };
}

/** Changes to resources that Envoy Gateway generates, for settings that its own kinds lack. */
export interface EnvoyPatchPolicySpec {
  readonly targetRef: LocalReference;
  readonly type: "JSONPatch";
  readonly jsonPatches: readonly EnvoyPatch[];
}
export class EnvoyPatchPolicy extends foreignKind<EnvoyPatchPolicySpec>(envoyGatewayVersion, "EnvoyPatchPolicy") {}

/** Backends by name: addresses that are looked up, not Services. */
export interface BackendSpec {
  readonly endpoints: readonly { readonly fqdn: { readonly hostname: string; readonly port: number } }[];
}
export class Backend extends foreignKind<BackendSpec>(envoyGatewayVersion, "Backend") {}

/** A response of the gateway itself. */
export interface HttpRouteFilterSpec {
  readonly directResponse: {
    readonly statusCode: number;
    readonly contentType: string;
    readonly body: { readonly type: "Inline"; readonly inline: string };
  };
}
export class HttpRouteFilter extends foreignKind<HttpRouteFilterSpec>(envoyGatewayVersion, "HTTPRouteFilter") {}
