import * as pulumi from "@pulumi/pulumi";
import type { Contract, FactsOf } from "./contract.ts";
import { disputesIn, printClaim } from "./dispute.ts";
import { assumptionsIn, unwrapFacts } from "./unwrap-facts.ts";

/** The facts of a component: its part of the parsed spec. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * The arguments of a component of facts: the plain values, the assumptions among them by path, with their reasons, and the other claims on those that are disputed.
 * Previews diff them and policies judge them.
 */
export function factArguments(facts: Facts): pulumi.Inputs {
  const assumptions = Object.fromEntries(assumptionsIn(facts).map(({ path, reason }) => [path, reason]));
  const disputed = Object.fromEntries(disputesIn(facts).map(({ path, claims }) => [path, claims.map(printClaim)]));
  return {
    ...unwrapFacts(facts),
    ...(Object.keys(assumptions).length > 0 ? { assumptions } : {}),
    ...(Object.keys(disputed).length > 0 ? { disputed } : {}),
  };
}

/** A physical or legal fact as a resource of its own, so that a preview shows its change under its own name. It has no children. */
export abstract class FactComponent<Of extends Contract> extends pulumi.ComponentResource {
  protected constructor({ type }: Of, name: string, facts: FactsOf<Of> & Facts, options: pulumi.ComponentResourceOptions) {
    const args = factArguments(facts);
    super(type, name, args, options);
    this.registerOutputs(args);
  }
}
