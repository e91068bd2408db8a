import type { z } from "zod";
import { select } from "../../components/lib/contract.ts";
import { routingContract, tenantContract } from "../../components/schema/contracts/fleet.ts";
import { endpointContract, huggingFaceMappingContract } from "../../components/schema/contracts/inference.ts";
import { siteContract } from "../../components/schema/contracts/site.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { sitePlace } from "../lib/site-facts.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { asInstructed, dataProtection, dataProtectionUrl } from "./framework.ts";

/** The sites at which each tenant's requests may be served. */
export const routings = select(routingContract, { endpoints: { stops: { stack: true, jurisdiction: true } } });
type Routings = z.output<typeof routings.facts>;

/** The jurisdictions that may serve requests of any tenant. */
export const jurisdictionsIn = ({ endpoints }: Routings): string[] =>
  Object.values(endpoints).flatMap((byTenant) =>
    Object.values(byTenant).flatMap(({ stops }) => stops.map(({ jurisdiction }) => jurisdiction)),
  );

/** The jurisdictions that may serve requests of one tenant. */
export const stopsOf = ({ endpoints }: Routings, tenant: string): string[] =>
  Object.values(endpoints).flatMap((byTenant) => byTenant[tenant]?.stops.map(({ jurisdiction }) => jurisdiction) ?? []);

export const endpointStaysInRegion = siteRule({
  name: "endpoint-stays-in-region",
  description: "A tenant's requests are served, and fail over, only where the tenant's data may lie",
  why: "A prompt is data, and a failover is a transfer that happens unattended, at night. Where no allowed site is left, a request is refused.",
  level: "mandatory",
  severity: "critical",
  framework: asInstructed,
  url: dataProtectionUrl,
  remediation: "Take the tenant from the endpoint, or the site from its failover; widen a residency only if the tenant's contract says so.",
  tags: ["sovereignty", "inference", "residency"],
  parameters: noParameters,
  site: sitePlace,
  others: {
    endpoints: select(endpointContract, { jurisdiction: true, tenants: true, failover: true }),
    tenants: select(tenantContract, { residency: true }),
    routings,
  },
  judge: (site, { endpoints, tenants, routings: ways }) => {
    if (endpoints.length === 0 && ways.length === 0) return { notApplicable: "the stack serves no model" };
    const here = site.facts.location.jurisdiction;
    const residency = new Map(tenants.map(({ name, facts }) => [name, facts.residency]));
    const forbidden = (urn: string, tenant: string, place: string, jurisdiction: typeof here): Finding[] => {
      const allowed = residency.get(tenant);
      if (allowed?.includes(jurisdiction) === true) return [];
      return [
        {
          urn,
          got: `requests of ${tenant} served in ${jurisdiction} (${place})`,
          want: allowed === undefined ? "a tenant that the stack declares" : `a site where its data may lie: ${allowed.join(", ")}`,
          fix: "take the tenant from the endpoint, or the site from its failover",
        },
      ];
    };
    const routed = new Set(ways.flatMap(({ facts }) => Object.keys(facts.endpoints)));
    return [
      ...endpoints.flatMap(({ urn, name, facts }): Finding[] => [
        ...(facts.jurisdiction === here
          ? []
          : [
              {
                urn,
                got: `an endpoint in ${facts.jurisdiction}`,
                want: `${here}, the site's own jurisdiction`,
                fix: "correct the jurisdiction",
              },
            ]),
        ...facts.tenants.flatMap((tenant) => forbidden(urn, tenant, "the site itself", facts.jurisdiction)),
        ...(facts.failover === undefined || facts.failover.length === 0 || routed.has(name)
          ? []
          : [
              {
                urn,
                got: `a failover to ${facts.failover.join(", ")}, of which nothing says where each tenant's requests go`,
                want: `${routingContract.type} in the same stack, with the jurisdiction of each site`,
                fix: "let the stack declare its routing, or take the failover away",
              },
            ]),
      ]),
      ...ways.flatMap(({ urn, facts }) =>
        Object.entries(facts.endpoints).flatMap(([name, byTenant]) =>
          Object.entries(byTenant).flatMap(([tenant, { stops }]) =>
            stops.flatMap(({ stack, jurisdiction }) => forbidden(urn, tenant, `${name} at ${stack}`, jurisdiction)),
          ),
        ),
      ),
    ];
  },
});

export const publicMappingDeclared = siteRule({
  name: "public-mapping-declared",
  description: "A model is offered on Hugging Face only as an endpoint of the stack declares it, and is live only while a replica is warm",
  why: "A mapping sends strangers' prompts through a router in the United States to this site. Only the endpoint's own declaration may allow that, not another object beside it.",
  level: "mandatory",
  severity: "high",
  framework: {
    ...dataProtection,
    reference: "articles 28 and 29",
    specification: "Personal data is processed only on documented instructions.",
  },
  url: dataProtectionUrl,
  remediation: "Set the endpoint's huggingFace.status to the intended status of the mapping, and keep a replica warm while it is live.",
  tags: ["sovereignty", "inference", "publication"],
  parameters: noParameters,
  site: select(siteContract, {}),
  others: {
    mappings: select(huggingFaceMappingContract, { hfModel: true, providerModel: true, status: true }),
    endpoints: select(endpointContract, { model: true, replicas: { min: true }, huggingFace: true }),
  },
  judge: (_, { mappings, endpoints }) => {
    if (mappings.length === 0) return { notApplicable: "the stack offers no model on Hugging Face" };
    return mappings.flatMap(({ urn, facts: { hfModel, providerModel, status } }): Finding[] => {
      const behind = endpoints.find(({ facts }) => facts.model === providerModel);
      const got = `${hfModel} offered on Hugging Face as ${status}`;
      if (behind === undefined)
        return [
          {
            urn,
            got: `${got}, served as ${providerModel}`,
            want: "an endpoint of the stack behind it",
            fix: "declare the endpoint, or take the mapping away",
          },
        ];
      if (behind.facts.huggingFace !== status)
        return [
          {
            urn,
            got,
            want: `${behind.facts.huggingFace ?? "nothing"}, as endpoint ${behind.name} says`,
            fix: "correct huggingFace.status of the endpoint",
          },
        ];
      if (status !== "live" || behind.facts.replicas.min > 0) return [];
      return [
        {
          urn,
          got: `${got}, by an endpoint that may stop`,
          want: "at least one replica at any time",
          fix: "set replicas.min to 1 or more, or status to staging",
        },
      ];
    });
  },
});
