import * as pulumi from "@pulumi/pulumi";
import { fleetContract } from "../schema/contracts/fleet.ts";
import type { FleetSummary } from "./schema.ts";

/**
 * The fleet as one resource: its totals, its milestones and the state of each site's stack. A preview thus shows the effect of any site's change on them.
 *
 * @example new Fleet("fleet", planFleet(spec, summaries, deployed));
 */
export class Fleet extends pulumi.ComponentResource {
  constructor(name: string, summary: FleetSummary, options: pulumi.ComponentResourceOptions = {}) {
    const { sites, gpus, megawatts, milestones, energy, routing, surplus } = summary;
    const facts = { sites, gpus, megawatts, milestones, energy, routing, surplus };
    super(fleetContract.type, name, facts, options);
    this.registerOutputs(facts);
  }
}
