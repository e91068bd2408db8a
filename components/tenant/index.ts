import type * as pulumi from "@pulumi/pulumi";
import { FactComponent } from "../lib/fact-component.ts";
import { tenantContract } from "../schema/contracts/fleet.ts";
import type { TenantSpec } from "../schema/tenant.ts";

/** A tenant: the company, its owners, its identity and list checks, and the places where its data may lie. */
export class Tenant extends FactComponent<typeof tenantContract> {
  constructor(name: string, tenant: TenantSpec, options: pulumi.ComponentResourceOptions = {}) {
    super(tenantContract, name, tenant, options);
  }
}
