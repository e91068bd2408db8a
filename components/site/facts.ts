import type * as pulumi from "@pulumi/pulumi";
import { FactComponent } from "../lib/fact-component.ts";
import {
  egressContract,
  flexibilityContract,
  heatReuseContract,
  permitContract,
  phaseContract,
  powerAgreementContract,
} from "../schema/contracts/site.ts";
import type { EgressSpec } from "../schema/egress.ts";
import type { FlexibilitySpec } from "../schema/flexibility.ts";
import type { HeatReuseSpec, PermitSpec, Phase as PhaseSpec, PowerAgreementSpec } from "../schema/site.ts";

/** A power agreement in force from one date to another. */
export class PowerAgreement extends FactComponent<typeof powerAgreementContract> {
  constructor(name: string, agreement: PowerAgreementSpec, options: pulumi.ComponentResourceOptions) {
    super(powerAgreementContract, name, agreement, options);
  }
}

/** A step of the site's capacity. */
export class Phase extends FactComponent<typeof phaseContract> {
  constructor(name: string, phase: PhaseSpec, options: pulumi.ComponentResourceOptions) {
    super(phaseContract, name, phase, options);
  }
}

/** A permission of an authority or grid owner. */
export class Permit extends FactComponent<typeof permitContract> {
  constructor(name: string, permit: PermitSpec, options: pulumi.ComponentResourceOptions) {
    super(permitContract, name, permit, options);
  }
}

/** Heat that the site supplies to a user. */
export class HeatReuse extends FactComponent<typeof heatReuseContract> {
  constructor(name: string, heatReuse: HeatReuseSpec, options: pulumi.ComponentResourceOptions) {
    super(heatReuseContract, name, heatReuse, options);
  }
}

/** A promise to shed load for the grid. */
export class Flexibility extends FactComponent<typeof flexibilityContract> {
  constructor(name: string, flexibility: FlexibilitySpec, options: pulumi.ComponentResourceOptions) {
    super(flexibilityContract, name, flexibility, options);
  }
}

/** A destination outside the site that its clusters may talk to. */
export class Egress extends FactComponent<typeof egressContract> {
  constructor(name: string, egress: EgressSpec, options: pulumi.ComponentResourceOptions) {
    super(egressContract, name, egress, options);
  }
}
