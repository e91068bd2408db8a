import type { GatewayModel, GatewayPool } from "../../components/inference/gateway/model.ts";
import type { GatewaySpec } from "../../components/schema/inference.ts";
import { assumed } from "../../components/lib/fact.ts";
import type { Place } from "../../components/site/place.ts";

const why = "an example";

/** A site without a registry of its own. */
export const examplePlace: Place = { registry: undefined, regionSelector: { "topology.kubernetes.io/region": "norway" } };

/** A gateway for these tenants, with so many requests a minute each; of tenants with a list, the second number counts their keys. */
export const exampleGateway = (tenants: Readonly<Record<string, number | readonly [number, number]>>): GatewaySpec => ({
  cluster: "initial",
  hostname: "inference.example.com",
  tenants: Object.fromEntries(
    Object.entries(tenants).map(([tenant, limits]) => {
      const [requests, keyGeneration] = typeof limits === "number" ? [limits, 1] : limits;
      return [tenant, { requestsPerMinute: assumed(requests, why), keyGeneration }];
    }),
  ),
});

/** A pool of a model as its endpoint would plan it. */
export const examplePool = (name: string, weightPercent = 100): GatewayPool => ({
  name,
  weightPercent,
  service: name,
  enginePort: 8000,
  picker: { service: `${name}-picker`, port: 9002 },
});

/** A model of one pool as its endpoint would plan it. */
export const exampleModel = (
  endpoint: string,
  model: string,
  tenants: readonly string[],
  changes: Partial<GatewayModel> = {},
): GatewayModel => ({
  endpoint,
  model,
  publisher: model.split("/", 1)[0] ?? "",
  namespace: "inference",
  tenants,
  pools: [examplePool(endpoint)],
  contextTokens: 131_072,
  usdPerMillionTokens: { input: 0.1, output: 0.3 },
  supportsTools: true,
  supportsStructuredOutput: true,
  sites: 1,
  queueTimeoutSeconds: 60,
  longestStreamSeconds: 600,
  drainSeconds: 660,
  ...changes,
});
