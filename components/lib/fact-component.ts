import * as pulumi from "@pulumi/pulumi";
import { assumptionsIn, unwrapFacts } from "./unwrap-facts.ts";

/** What a component of facts is told: its part of the spec, as parsed. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * The arguments under which facts reach the engine: the values as they are, and the assumptions among them by path with their reason.
 * Previews diff them and policies judge them.
 */
export function factArguments(facts: Facts): pulumi.Inputs {
  const assumptions = Object.fromEntries(assumptionsIn(facts).map(({ path, reason }) => [path, reason]));
  return { ...unwrapFacts(facts), ...(Object.keys(assumptions).length > 0 ? { assumptions } : {}) };
}

/** A physical or legal fact as a resource of its own, so that a preview of its change reads as exactly that. It has no children. */
export abstract class FactComponent extends pulumi.ComponentResource {
  protected constructor(type: string, name: string, facts: Facts, options: pulumi.ComponentResourceOptions) {
    const args = factArguments(facts);
    super(type, name, args, options);
    this.registerOutputs(args);
  }
}
