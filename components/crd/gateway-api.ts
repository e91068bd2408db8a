import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "gateway.networking.k8s.io/v1";

/** Reference to an object of the same namespace. */
export interface LocalReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** The controller of a class of gateways, and its settings. */
export interface GatewayClassSpec {
  readonly controllerName: string;
  readonly parametersRef: LocalReference & { readonly namespace: string };
}
export class GatewayClass extends foreignKind<GatewayClassSpec>(apiVersion, "GatewayClass") {}

/** Listeners for requests. */
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

/** Conditions on a request. */
export interface RouteMatch {
  readonly path: { readonly type: "Exact" | "PathPrefix"; readonly value: string };
  readonly method?: "GET" | "POST";
  readonly headers?: readonly { readonly type: "Exact" | "RegularExpression"; readonly name: string; readonly value: string }[];
}

/** A change to a request on its way, or a response in its place. */
export type RouteFilter =
  | { readonly type: "ExtensionRef"; readonly extensionRef: LocalReference }
  | { readonly type: "RequestHeaderModifier"; readonly requestHeaderModifier: { readonly remove: readonly string[] } }
  | {
      readonly type: "RequestHeaderModifier";
      readonly requestHeaderModifier: { readonly set: readonly { readonly name: string; readonly value: string }[] };
    };

/** Routes from requests to backends. */
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
