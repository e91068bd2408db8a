import type * as pulumi from "@pulumi/pulumi";
import { FactComponent } from "../lib/fact-component.ts";
import type { TenantSpec } from "../schema/tenant.ts";

/** A tenant: the company, its owners, its identity and list checks, and the places where its data may lie. */
export class Tenant extends FactComponent {
  constructor(name: string, tenant: TenantSpec, options: pulumi.ComponentResourceOptions = {}) {
    super("nscale:fleet:Tenant", name, tenant, options);
  }
}
