import type * as pulumi from "@pulumi/pulumi";
import { FactComponent } from "../lib/fact-component.ts";
import type { DeliverySpec } from "../schema/delivery.ts";

/** A delivery of accelerators to a cluster: kind, number, date, origin, and the authorisation to cross the border. */
export class Delivery extends FactComponent {
  constructor(name: string, delivery: DeliverySpec, options: pulumi.ComponentResourceOptions = {}) {
    super("nscale:cluster:Delivery", name, delivery, options);
  }
}
