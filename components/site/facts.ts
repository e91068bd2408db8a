import type * as pulumi from "@pulumi/pulumi";
import { FactComponent } from "../lib/fact-component.ts";
import type { EgressSpec } from "../schema/egress.ts";
import type { HeatReuseSpec, PermitSpec, Phase as PhaseSpec, PowerAgreementSpec } from "../schema/site.ts";

/** A power agreement in force from one date to another. */
export class PowerAgreement extends FactComponent {
  constructor(name: string, agreement: PowerAgreementSpec, options: pulumi.ComponentResourceOptions) {
    super("nscale:site:PowerAgreement", name, agreement, options);
  }
}

/** A step of the site's capacity. */
export class Phase extends FactComponent {
  constructor(name: string, phase: PhaseSpec, options: pulumi.ComponentResourceOptions) {
    super("nscale:site:Phase", name, phase, options);
  }
}

/** A permission of an authority or grid owner. */
export class Permit extends FactComponent {
  constructor(name: string, permit: PermitSpec, options: pulumi.ComponentResourceOptions) {
    super("nscale:site:Permit", name, permit, options);
  }
}

/** Heat that the site supplies to a user. */
export class HeatReuse extends FactComponent {
  constructor(name: string, heatReuse: HeatReuseSpec, options: pulumi.ComponentResourceOptions) {
    super("nscale:site:HeatReuse", name, heatReuse, options);
  }
}

/** A destination outside the site that its clusters may talk to. */
export class Egress extends FactComponent {
  constructor(name: string, egress: EgressSpec, options: pulumi.ComponentResourceOptions) {
    super("nscale:site:Egress", name, egress, options);
  }
}
