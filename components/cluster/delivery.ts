import type * as pulumi from "@pulumi/pulumi";
import { FactComponent } from "../lib/fact-component.ts";
import type { DeliverySpec } from "../schema/delivery.ts";

/** Accelerators that come to a cluster: which, how many, when, from where, and what lets them cross the border. */
export class Delivery extends FactComponent {
  constructor(name: string, delivery: DeliverySpec, options: pulumi.ComponentResourceOptions = {}) {
    super("nscale:cluster:Delivery", name, delivery, options);
  }
}
