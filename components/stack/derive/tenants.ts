import type { Derivation } from "../../lib/derive/derive.ts";

export const tenantDerivations = ["admin", "user", "viewer"].map((role): Derivation => ({
  path: `tenants.*.groups?.${role}`,
  value: (_, tenant) => `${tenant}-${role}s`,
}));
