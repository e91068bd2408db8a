/** The namespace of the endpoints whose GPUs count against a tenant's share. It uses the tenant's queue, but the tenant's groups have no rights in it. */
export const inferenceNamespace = (share: string): string => `inference-${share}`;

/** The queue of a namespace's pods that count against the share. */
export const inferenceQueue = "serving";

/** The queue of a namespace's pods that do not count against the share: endpoint pickers and weight downloads. */
export const supportQueue = "support";

/** The ClusterQueue of that queue, and its flavor. Tenants' keys have no dot. */
export const supportName = "inference.support";

/** Priority above every other job of the share: serving does not give way to jobs that can wait. */
export const servingPriority = "serving";

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

/** Names of a pool's objects. */
export const poolNames = (pool: string) => ({ engines: `${pool}-engines`, picker: `${pool}-picker` });

export const pickerConfigurationName = (endpoint: string): string => `${endpoint}-picker-configuration`;

export const weightsName = (endpoint: string): string => `${endpoint}-weights`;
