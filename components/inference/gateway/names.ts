/** The namespace of the gateway's own objects. */
export const gatewayNamespace = "inference-gateway";

/** The name of the Gateway, of its class, and of what belongs to it alone. */
export const gatewayName = "inference";

/** The name of its one listener. */
export const listenerName = "https";

/** What Envoy Gateway calls the listener and its table of routes. */
export const xdsListener = `${gatewayNamespace}/${gatewayName}/${listenerName}`;

/** The Redis in which requests are counted against their keys' limits, and its address in the cluster. */
export const redis = { name: "redis", port: 6379, address: `redis.${gatewayNamespace}.svc.cluster.local:6379` } as const;

/** The Secret of type kubernetes.io/tls that the listener answers with. */
export const certificateSecret = `${gatewayName}-certificate`;

/** Headers that the gateway itself sets on a request. What a client sends under these names is dropped before anything reads it. */
export const headers = {
  /** The `model` of the request's body, by the body-based router. */
  model: "x-gateway-model-name",
  /** The key that the request was let in with, as `<tenant>.<generation>`. */
  client: "x-nscale-client",
  /** The address of the engine, by the endpoint picker. */
  engine: "x-gateway-destination-endpoint",
  /** The engines among which the picker may choose: for tests of the picker alone. */
  subset: "x-gateway-destination-endpoint-subset",
} as const;

/** The header of every answer that names the request. */
export const inferenceIdHeader = "Inference-Id";

/** The id that Envoy gives each request, as Envoy writes it into a header. */
export const requestIdValue = "%REQ(X-REQUEST-ID)%";

/** The Secret with a tenant's key of one generation. */
export const keySecret = (tenant: string, generation: number): string => `key-${tenant}-${generation}`;

/** How the gateway names whoever came in with that key. */
export const clientOf = (tenant: string, generation: number): string => `${tenant}.${generation}`;

/** Matches every key of the tenants, and nothing else: no key of a spec has a dot, and a pattern covers a header as a whole. */
export const clientsOf = (tenants: readonly string[]): string => `(${[...tenants].sort().join("|")})\\.[0-9]+`;
