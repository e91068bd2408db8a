import type { JurisdictionCode } from "../components/catalog/jurisdictions.ts";
import { assumed } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";

type Inference = NonNullable<StackInput["inference"]>;
type Endpoint = Inference["endpoints"][string];

/** Source of a site's weights: a copy of the Hub beside the site. */
export const modelsIn = (stack: string, jurisdiction: JurisdictionCode) =>
  ({
    models: {
      purpose: "package-mirror",
      destination: { kind: "host", host: `models.${stack}.nscale.example` },
      port: 443,
      jurisdiction,
    },
  }) as const;

/** The API of a site: one name shared by all sites, which leads clients to a site near them, and one of its own for other sites' gateways. */
export const gatewayOf = (stack: string, cluster: string, tenants: readonly string[]): Inference["gateway"] => ({
  cluster,
  hostname: "inference.api.nscale.com",
  peerHostname: `inference.${stack}.nscale.example`,
  keys: "supplied",
  tenants: Object.fromEntries(
    tenants.map((tenant) => [tenant, { requestsPerMinute: assumed(600, "what is sold to whom is not disclosed; ten requests a second") }]),
  ),
});

const served = { engine: "vllm-0.33.0", storageClass: "durable" } as const;

/** Endpoints of the sites, each on GB300 GPUs of one cluster. */
export const endpointsOn = (cluster: string) => {
  const endpoint = (chosen: Omit<Endpoint, "cluster" | "engine" | "storageClass">): Endpoint => ({
    ...served,
    cluster,
    ...chosen,
  });
  return {
    /** Llama 4 Scout on one GPU a replica. */
    scout: (share: string, tenants: string[], replicas: Endpoint["replicas"]) =>
      endpoint({
        model: "llama-4-scout-17b-16e-instruct",
        precision: "fp8",
        share,
        tenants,
        contextTokens: 131_072,
        concurrency: 5,
        queueTimeoutSeconds: 330,
        replicas,
      }),
    /** DeepSeek R1 at its full context: eight GPUs, on two hosts of one NVLink domain. */
    deepseekR1: (share: string, tenants: string[], replicas: Endpoint["replicas"]) =>
      endpoint({
        model: "deepseek-r1",
        precision: "fp8",
        share,
        tenants,
        contextTokens: 163_840,
        concurrency: 14,
        queueTimeoutSeconds: 660,
        longestStreamSeconds: 1800,
        replicas,
      }),
    /** Qwen3 235B, whose replicas stop while there are no requests. */
    qwen3: (share: string, tenants: string[], most: number) =>
      endpoint({
        model: "qwen3-235b-a22b-instruct-2507",
        precision: "nvfp4",
        share,
        tenants,
        contextTokens: 262_144,
        concurrency: 2,
        queueTimeoutSeconds: 420,
        replicas: { min: 0, max: most },
      }),
    /** gpt-oss 120b on one GPU a replica. */
    gptOss: (share: string, tenants: string[], replicas: Endpoint["replicas"]) =>
      endpoint({
        model: "gpt-oss-120b",
        precision: "mxfp4",
        share,
        tenants,
        contextTokens: 131_072,
        concurrency: 16,
        queueTimeoutSeconds: 330,
        replicas,
      }),
  };
};
