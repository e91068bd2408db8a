/** Engines of one kind behind one endpoint picker: what an InferencePool selects. */
export interface GatewayPool {
  /** The name of the InferencePool, and of the Deployment or LeaderWorkerSet behind it. */
  readonly name: string;
  /** The percent of the model's requests that go to it; those of a model's pools make 100. */
  readonly weightPercent: number;
  /** The headless Service that lists the engines that are ready: leaders only. A request that an engine fails before it answers is made again to another of them. */
  readonly service: string;
  /** The port on which each engine's API listens, on the address of its pod. */
  readonly enginePort: number;
  /** The endpoint picker's service, and the port on which it takes external processing calls (gRPC, plain HTTP/2 inside the cluster). */
  readonly picker: { readonly service: string; readonly port: number };
}

/** A model as the gateway sees it: who may call it by which name, what it costs, and where its engines are. */
export interface GatewayModel {
  /** The key of the endpoint in the spec. */
  readonly endpoint: string;
  /** The `model` of requests, and the `id` in the list of models. */
  readonly model: string;
  /** Who published the weights: `owned_by` in the list of models. */
  readonly publisher: string;
  /** The namespace of its pools, pickers and engines. */
  readonly namespace: string;
  /** The keys of the tenants that may call it. */
  readonly tenants: readonly string[];
  /** One, or two while a canary runs: the first is the one in service. */
  readonly pools: readonly [GatewayPool, ...GatewayPool[]];
  /** The most tokens of a request, prompt and answer together. */
  readonly contextTokens: number;
  readonly usdPerMillionTokens: { readonly input: number; readonly output: number };
  readonly supportsTools: boolean;
  readonly supportsStructuredOutput: boolean;
  /** How long a request waits until an engine begins to answer it: longer than a cold start where the endpoint may be at zero. */
  readonly queueTimeoutSeconds: number;
  /** How long an answer may take from its first token to its last. */
  readonly longestStreamSeconds: number;
  /** How long an engine that stops still serves: longer than the longest stream. */
  readonly drainSeconds: number;
}
