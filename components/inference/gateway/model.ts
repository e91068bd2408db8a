/** Engines of one kind behind one endpoint picker: the selection of an InferencePool. */
export interface GatewayPool {
  /** The name of the InferencePool, and of its Deployment or LeaderWorkerSet. */
  readonly name: string;
  /** Percentage of the model's requests that go to the pool; a model's pools add up to 100. */
  readonly weightPercent: number;
  /** The headless Service of the ready engines, leaders only. A request whose engine fails before it answers is retried on another one of them. */
  readonly service: string;
  /** The port of each engine's API, on its pod's address. */
  readonly enginePort: number;
  /** The endpoint picker's service, and its port for external processing calls (gRPC, plain HTTP/2 inside the cluster). */
  readonly picker: { readonly service: string; readonly port: number };
}

/** A model as the gateway sees it: its callers, name, price and engines. */
export interface GatewayModel {
  /** Key of the endpoint in the spec. */
  readonly endpoint: string;
  /** The `model` of requests, and the `id` in the list of models. */
  readonly model: string;
  /** Publisher of the weights: `owned_by` in the list of models. */
  readonly publisher: string;
  /** The namespace of its pools, pickers and engines. */
  readonly namespace: string;
  /** Keys of the tenants that may call it. */
  readonly tenants: readonly string[];
  /** One pool, or two while a canary runs. The first is the one in service. */
  readonly pools: readonly [GatewayPool, ...GatewayPool[]];
  /** Maximum tokens of a request, prompt and answer together. */
  readonly contextTokens: number;
  readonly usdPerMillionTokens: { readonly input: number; readonly output: number };
  readonly supportsTools: boolean;
  readonly supportsStructuredOutput: boolean;
  /** Sites at which a request may wait, one after another: its own, and those that take over. */
  readonly sites: number;
  /** Longest wait of a request until an engine begins to answer: longer than a cold start if the endpoint may be at zero. */
  readonly queueTimeoutSeconds: number;
  /** Longest time of an answer from its first token to its last. */
  readonly longestStreamSeconds: number;
  /** Time for which a stopping engine still serves: longer than the longest stream. */
  readonly drainSeconds: number;
}
