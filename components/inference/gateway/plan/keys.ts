import type { SecurityPolicySpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import type { GatewaySpec } from "../../../schema/inference.ts";
import { clientOf, headers } from "../names.ts";
import { gatewayNamespace, keySecretName } from "../../../names/gateway.ts";
import { gatewayReference } from "./routes.ts";

/** A tenant's key: its Secret, and the gateway's name for its client. The key itself is generated when it is declared. */
export interface KeyPlan {
  readonly tenant: string;
  /** Counts the tenant's keys from 1. */
  readonly generation: number;
  readonly secret: string;
  /** The gateway's name for the client, and the field of the Secret that holds the key. */
  readonly client: string;
}

/** The key in use and the previous one, so that clients can change over. Neither changes when the other is removed. */
export const planKeys = (tenants: GatewaySpec["tenants"]): KeyPlan[] =>
  Object.entries(tenants).flatMap(([tenant, { keyGeneration }]) =>
    [keyGeneration, keyGeneration - 1]
      .filter((generation) => generation > 0)
      .map((generation) => ({ tenant, generation, secret: keySecretName(tenant, generation), client: clientOf(tenant, generation) })),
  );

/** Admits clients with one of the keys, before any other processing of the request. The key is then removed from the request. */
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
