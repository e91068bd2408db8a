/** Label with the endpoint's key, on every pod of an endpoint. */
export const endpointLabel = "nscale.com/endpoint";

/** Label with the pool's name, on every pod of a pool, engines and pickers. */
export const poolLabel = "nscale.com/pool";

/** Label with a pod's kind. */
export const componentLabel = "app.kubernetes.io/component";
export const components = { engine: "inference-engine", picker: "endpoint-picker", weights: "weights" } as const;

/** The port on which engines answer requests and serve metrics. */
export const enginePort = 8000;

/** Ports of a picker: for calls of Envoy, for health checks, and for metrics. */
export const pickerPorts = { calls: 9002, health: 9003, metrics: 9090 } as const;
