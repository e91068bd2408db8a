import { envoyGatewayVersion, type ResponseOverride } from "./envoy-gateway.ts";
import { foreignKind } from "./foreign-kind.ts";
import type { LocalReference } from "./gateway-api.ts";

/** The gateway of a site, by its address; `sni` is the name on its certificate. */
export interface SiteBackendSpec {
  readonly endpoints: readonly [{ readonly fqdn: { readonly hostname: string; readonly port: number } }];
  /** A fallback gets requests only while the other backends do not take them. */
  readonly fallback: boolean;
  readonly tls: { readonly wellKnownCACertificates: "System"; readonly sni: string };
}
export class SiteBackend extends foreignKind<SiteBackendSpec>(envoyGatewayVersion, "Backend") {}

/** Criteria of a failed site, and the requests that are tried at the next one. */
export interface FailoverTrafficSpec {
  readonly targetRefs: readonly LocalReference[];
  readonly loadBalancer: { readonly type: "LeastRequest" };
  readonly connection: { readonly bufferLimit: string };
  readonly healthCheck: {
    readonly panicThreshold: 0;
    readonly passive: {
      readonly consecutive5XxErrors: number;
      readonly consecutiveGatewayErrors: number;
      readonly baseEjectionTime: string;
      readonly maxEjectionPercent: 100;
    };
  };
  readonly retry: {
    readonly numRetries: number;
    readonly numAttemptsPerPriority: 1;
    readonly retryOn: { readonly triggers: readonly string[]; readonly httpStatusCodes: readonly number[] };
    readonly perRetry: { readonly backOff: { readonly baseInterval: string; readonly maxInterval: string } };
  };
  readonly responseOverride: readonly ResponseOverride[];
}
export class FailoverTraffic extends foreignKind<FailoverTrafficSpec>(envoyGatewayVersion, "BackendTrafficPolicy") {}
