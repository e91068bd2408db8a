import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { FactsOf } from "../lib/contract.ts";
import { factArguments } from "../lib/fact-component.ts";
import { Egress, Flexibility, HeatReuse, Permit, Phase, PowerAgreement } from "./facts.ts";
import { siteFacts, siteLabels } from "./plan.ts";
import { siteContract } from "../schema/contracts/site.ts";
import type { SiteSpec } from "../schema/site.ts";
import { siteFactName, siteNames } from "../names/site.ts";

export interface SiteArgs {
  readonly spec: SiteSpec;
  /** The cluster that declares the site's machines. */
  readonly management: k8s.Provider;
}

/** The facts of the site itself. Its agreements, phases and the like are resources of their own, and Storage declares the places of data. */
const ownFacts = ({
  name,
  operator,
  owners,
  listScreenings,
  location,
  cooling,
  efficiency,
  halls,
  powerContractedUntil,
  offtake,
  statuses,
  ...spec
}: SiteSpec) => ({
  name,
  ...(statuses.length === 0 ? {} : { statuses }),
  operator,
  owners,
  listScreenings,
  ...(spec.sovereigntyLevel === undefined ? {} : { sovereigntyLevel: spec.sovereigntyLevel }),
  location,
  cooling,
  efficiency,
  ...(spec.energyClaims === undefined ? {} : { energyClaims: spec.energyClaims }),
  halls,
  powerContractedUntil,
  ...(spec.heatAssessment === undefined ? {} : { heatAssessment: spec.heatAssessment }),
  offtake,
});

/**
 * A site: its facts as resources, and in its management cluster a namespace for its machines with a ConfigMap of the facts.
 *
 * @example new Site("glomfjord", { spec: stack.site, management });
 */
export class Site extends pulumi.ComponentResource {
  readonly namespace: k8s.core.v1.Namespace;
  readonly facts: k8s.core.v1.ConfigMap;
  readonly phases: readonly Phase[];
  readonly powerAgreements: readonly PowerAgreement[];
  readonly permits: readonly Permit[];
  readonly heatReuse: readonly HeatReuse[];
  readonly flexibility: readonly Flexibility[];
  readonly egress: readonly Egress[];

  constructor(name: string, args: SiteArgs, options: pulumi.ComponentResourceOptions = {}) {
    const { phases, powerAgreements, permits, heatReuse, flexibility, egress } = args.spec;
    const facts = ownFacts(args.spec) satisfies FactsOf<typeof siteContract>;
    super(siteContract.type, name, factArguments(facts), options);
    const parent = { parent: this };
    const each = <Spec, Child>(specs: Readonly<Record<string, Spec>>, declare: (childName: string, spec: Spec) => Child) =>
      Object.entries(specs).map(([key, spec]) => declare(siteFactName(name, key), spec));

    this.phases = phases.map((phase) => new Phase(siteFactName(name, phase.name), phase, parent));
    this.powerAgreements = each(powerAgreements, (child, spec) => new PowerAgreement(child, spec, parent));
    this.permits = each(permits, (child, spec) => new Permit(child, spec, parent));
    this.heatReuse = each(heatReuse, (child, spec) => new HeatReuse(child, spec, parent));
    this.flexibility = each(flexibility, (child, spec) => new Flexibility(child, spec, parent));
    this.egress = each(egress, (child, spec) => new Egress(child, spec, parent));

    const names = siteNames(name);
    const labels = siteLabels(name, args.spec);
    const managed = { parent: this, provider: args.management };
    this.namespace = new k8s.core.v1.Namespace(names.namespace.resource, { metadata: { name: names.namespace.name, labels } }, managed);
    this.facts = new k8s.core.v1.ConfigMap(
      names.facts.resource,
      { metadata: { name: names.facts.name, namespace: names.namespace.name, labels }, data: siteFacts(args.spec) },
      { ...managed, dependsOn: this.namespace },
    );
    this.registerOutputs(factArguments(facts));
  }
}
