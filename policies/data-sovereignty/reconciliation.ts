import type { z } from "zod";
import type { Contract } from "../../components/lib/contract.ts";
import { deliveryContract, gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { endpointContract } from "../../components/schema/contracts/inference.ts";
import { phaseContract, siteContract } from "../../components/schema/contracts/site.ts";
import { select } from "../../components/lib/contract.ts";
import { noParameters } from "../lib/parameters.ts";
import { stackRule, type Resource } from "../lib/rule.ts";
import { sovereigntyFramework } from "./framework.ts";
import { kubernetesObjects } from "./objects.ts";
import { reconciliations, type Facts } from "./reconciliations.ts";

const readings = {
  sites: select(siteContract, { location: { jurisdiction: true, gridZone: true } }),
  phases: select(phaseContract, { name: true, energisedOn: true }),
  clusters: select(gpuClusterContract, { accelerator: true, gpus: true, growth: true, phase: true, site: true }),
  deliveries: select(deliveryContract, { cluster: true, gpus: true, deliveredOn: true }),
  tenants: select(tenantContract, { residency: true }),
  endpoints: select(endpointContract, { model: true, tenants: true }),
} as const;

/** The facts of a type that can be read; those that cannot are for their own rules. */
const declaredOf = <Shape extends z.ZodObject>(resources: readonly Resource[], { type, facts }: Contract<Shape>) =>
  resources
    .filter((resource) => resource.type === type)
    .flatMap(({ urn, name, props }) => {
      const read = facts.safeParse(props);
      return read.success ? [{ urn, name, facts: read.data }] : [];
    });

const factsOf = (resources: readonly Resource[]): Facts => ({
  sites: declaredOf(resources, readings.sites),
  phases: declaredOf(resources, readings.phases),
  clusters: declaredOf(resources, readings.clusters),
  deliveries: declaredOf(resources, readings.deliveries),
  tenants: declaredOf(resources, readings.tenants),
  endpoints: declaredOf(resources, readings.endpoints),
});

export const objectsMatchFacts = stackRule({
  name: "objects-match-facts",
  description: "What the clusters are told is what the facts say: machines, deliveries, the site's facts, the tenants of routes and keys",
  why: "Rules on power, export and residency read the declared facts. Objects that say something else would do it all the same, and no rule on facts would see it.",
  level: "mandatory",
  severity: "critical",
  framework: {
    ...sovereigntyFramework,
    reference: "SOV-4, operations",
    specification: "What is declared to the customer is what is operated.",
  },
  remediation: "Change the stack's data, from which both the facts and the objects are made, and neither by hand.",
  tags: ["facts", "kubernetes"],
  unexemptible: "judging",
  parameters: noParameters,
  reads: [
    `${gpuClusterContract.type} gpus`,
    `${gpuClusterContract.type} accelerator`,
    `${deliveryContract.type} gpus`,
    `${deliveryContract.type} deliveredOn`,
    `${siteContract.type} location.jurisdiction`,
  ],
  judge: ({ resources }) => {
    const objects = kubernetesObjects(resources);
    const facts = factsOf(resources);
    if (facts.sites.length === 0) return { notApplicable: "the stack declares no site" };
    return reconciliations.flatMap(({ findings }) => findings(facts, objects));
  },
});
