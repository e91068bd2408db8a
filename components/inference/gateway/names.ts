import { gatewayName, gatewayNamespace } from "../../names/gateway.ts";

/** The name of its only listener. */
export const listenerName = "https";

/** Envoy Gateway's name for the listener and its table of routes. */
export const xdsListener = `${gatewayNamespace}/${gatewayName}/${listenerName}`;

/** The Redis that counts requests against the limits of their keys, and its address in the cluster. */
export const redis = { name: "redis", port: 6379, address: `redis.${gatewayNamespace}.svc.cluster.local:6379` } as const;

/** The Secret of type kubernetes.io/tls with the listener's certificate. */
export const certificateSecret = `${gatewayName}-certificate`;

/** The beginning of the names of headers that tell pickers and routers what to do. A client's own ones are removed before anything reads them. */
export const controlPrefix = "x-gateway-";

/** Request headers that the gateway itself sets. A client's own headers of these names are removed before anything reads them. */
export const headers = {
  /** The `model` of the request's body, set by the body-based router. */
  model: "x-gateway-model-name",
  /** The key that admitted the request, as `<tenant>.<generation>`. */
  client: "x-nscale-client",
  /** The address of the engine, set by the endpoint picker. */
  engine: "x-gateway-destination-endpoint",
  /** The tenant, by whose turn a picker lets waiting requests through. */
  turn: "x-gateway-inference-fairness-id",
} as const;

/** The response headers with the request's id: the one that is documented, and the one that OpenAI's clients read. */
export const idHeaders = ["Inference-Id", "x-request-id"] as const;

/** The id that Envoy gives each request, in the syntax of a header's value. */
export const requestIdValue = "%REQ(X-REQUEST-ID)%";

/** The gateway's name for a client with that key. */
export const clientOf = (tenant: string, generation: number): string => `${tenant}.${generation}`;

/** Matches all keys of the tenants, and nothing else: no key of a spec has a dot, and a pattern must match the whole header. */
export const clientsOf = (tenants: readonly string[]): string => `(${[...tenants].sort().join("|")})\\.[0-9]+`;
