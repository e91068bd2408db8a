import type { SecurityPolicySpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import type { GatewaySpec } from "../../../schema/inference.ts";
import { clientOf, gatewayNamespace, headers, keySecret } from "../names.ts";
import { gatewayReference } from "./routes.ts";

/** A key of a tenant: where it lies, and how the gateway names whoever sends it. The key itself is made where it is declared. */
export interface KeyPlan {
  readonly tenant: string;
  /** Counts the tenant's keys from 1. */
  readonly generation: number;
  readonly secret: string;
  /** The field of the Secret that holds it. */
  readonly client: string;
}

/** The key in use, and the one before it, so that clients can change over: each stays what it is when the other goes. */
export const planKeys = (tenants: GatewaySpec["tenants"]): KeyPlan[] =>
  Object.entries(tenants).flatMap(([tenant, { keyGeneration }]) =>
    [keyGeneration, keyGeneration - 1]
      .filter((generation) => generation > 0)
      .map((generation) => ({ tenant, generation, secret: keySecret(tenant, generation), client: clientOf(tenant, generation) })),
  );

/** Lets in whoever sends one of the keys, before anything else of the request is looked at; the key goes no further. */
export const planAuthentication = (keys: readonly KeyPlan[]): Manifest<SecurityPolicySpec> => ({
  metadata: { name: "keys", namespace: gatewayNamespace },
  spec: {
    targetRefs: [gatewayReference],
    apiKeyAuth: {
      credentialRefs: keys.map(({ secret }) => ({ group: "", kind: "Secret", name: secret })),
      extractFrom: [{ headers: ["Authorization"] }],
      forwardClientIDHeader: headers.client,
      sanitize: true,
    },
  },
});
