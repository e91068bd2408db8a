import type * as pulumi from "@pulumi/pulumi";
import { FactComponent } from "../lib/fact-component.ts";
import { deliveryContract } from "../schema/contracts/cluster.ts";
import type { DeliverySpec } from "../schema/delivery.ts";

/** A delivery of accelerators to a cluster: kind, number, date, origin, and the authorisation to cross the border. */
export class Delivery extends FactComponent<typeof deliveryContract> {
  constructor(name: string, delivery: DeliverySpec, options: pulumi.ComponentResourceOptions = {}) {
    super(deliveryContract, name, delivery, options);
  }
}
