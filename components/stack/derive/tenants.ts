import type { Derivation } from "../../lib/derive/derive.ts";

export const tenantDerivations = ["admin", "user", "viewer"].map((role): Derivation => ({
  path: `tenants.*.groups?.${role}`,
  // The groups of the identity provider do not change with a key.
  value: (read, tenant) => {
    const first = read("tenants", tenant, "renamedFrom");
    return `${typeof first === "string" ? first : tenant}-${role}s`;
  },
}));
