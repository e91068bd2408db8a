/** The namespace of the endpoints whose GPUs come out of a tenant's share. It is the tenant's for its queue, but none of its groups has a right in it. */
export const inferenceNamespace = (share: string): string => `inference-${share}`;

/** The queue through which a namespace's pods come into the share. */
export const inferenceQueue = "serving";

/** The queue of a namespace's pods that take nothing of the share: pickers, and what fetches weights. */
export const supportQueue = "support";

/** The cluster's queue and flavor behind it. No key of a tenant has a dot. */
export const supportName = "inference.support";

/** Before every other job of the share: what answers requests does not give way to what can wait. */
export const servingPriority = "serving";

/** On every pod of an endpoint: its key. */
export const endpointLabel = "nscale.com/endpoint";

/** On every pod of a pool, engines and pickers: the pool's name. */
export const poolLabel = "nscale.com/pool";

/** On each pod: what it is. */
export const componentLabel = "app.kubernetes.io/component";
export const components = { engine: "inference-engine", picker: "endpoint-picker", weights: "weights" } as const;

/** Where engines answer, and are read by Prometheus. */
export const enginePort = 8000;

/** Where a picker takes calls of Envoy, is asked for its health, and is read by Prometheus. */
export const pickerPorts = { calls: 9002, health: 9003, metrics: 9090 } as const;

/** What belongs to a pool. */
export const poolNames = (pool: string) => ({ engines: `${pool}-engines`, picker: `${pool}-picker` });

export const pickerConfigurationName = (endpoint: string): string => `${endpoint}-picker-configuration`;

export const weightsName = (endpoint: string): string => `${endpoint}-weights`;
