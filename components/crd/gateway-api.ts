import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "gateway.networking.k8s.io/v1";

/** Names an object of the same namespace. */
export interface LocalReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** Which controller serves the gateways of a class, and with which settings. */
export interface GatewayClassSpec {
  readonly controllerName: string;
  readonly parametersRef: LocalReference & { readonly namespace: string };
}
export class GatewayClass extends foreignKind<GatewayClassSpec>(apiVersion, "GatewayClass") {}

/** Where requests come in. */
export interface GatewaySpec {
  readonly gatewayClassName: string;
  readonly listeners: readonly {
    readonly name: string;
    readonly protocol: "HTTPS";
    readonly port: number;
    readonly hostname: string;
    readonly tls: {
      readonly mode: "Terminate";
      readonly certificateRefs: readonly { readonly group: ""; readonly kind: "Secret"; readonly name: string }[];
    };
    readonly allowedRoutes: { readonly namespaces: { readonly from: "Same" } };
  }[];
}
export class Gateway extends foreignKind<GatewaySpec>(apiVersion, "Gateway") {}

/** What a request must look like. */
export interface RouteMatch {
  readonly path: { readonly type: "Exact" | "PathPrefix"; readonly value: string };
  readonly method?: "GET" | "POST";
  readonly headers?: readonly { readonly type: "Exact" | "RegularExpression"; readonly name: string; readonly value: string }[];
}

/** What happens to a request on its way, or instead of it. */
export type RouteFilter =
  | { readonly type: "ExtensionRef"; readonly extensionRef: LocalReference }
  | { readonly type: "RequestHeaderModifier"; readonly requestHeaderModifier: { readonly remove: readonly string[] } }
  | {
      readonly type: "RequestHeaderModifier";
      readonly requestHeaderModifier: { readonly set: readonly { readonly name: string; readonly value: string }[] };
    };

/** Which requests go where. */
export interface HttpRouteSpec {
  readonly parentRefs: readonly { readonly group: string; readonly kind: "Gateway"; readonly name: string }[];
  readonly hostnames: readonly string[];
  readonly rules: readonly {
    readonly matches: readonly RouteMatch[];
    readonly filters: readonly RouteFilter[];
    readonly backendRefs?: readonly (LocalReference & { readonly weight: number; readonly filters?: readonly RouteFilter[] })[];
    readonly timeouts?: { readonly request: string };
  }[];
}
export class HttpRoute extends foreignKind<HttpRouteSpec>(apiVersion, "HTTPRoute") {}
