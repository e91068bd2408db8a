import { z } from "zod";
import { select } from "../../components/lib/contract.ts";
import { routingContract, tenantContract } from "../../components/schema/contracts/fleet.ts";
import type { OrganisationFacts } from "../../components/schema/contracts/organisation.ts";
import { egressContract, siteContract, storageContract } from "../../components/schema/contracts/site.ts";
import type { Properties, Step } from "../plan/step.ts";

/** A jurisdiction in which data lies, to which data or traffic may go, or whose law a company is under. */
export interface JurisdictionLink {
  readonly what: string;
  readonly jurisdiction: string;
}

/** The facts that are read of each component. */
const readings = {
  site: select(siteContract, { location: { jurisdiction: true }, operator: true }),
  storage: select(storageContract, {
    classes: { jurisdiction: true },
    snapshotClasses: { jurisdiction: true },
    backups: { jurisdiction: true, host: true },
    encryptionKeys: true,
  }),
  egress: egressContract,
  tenant: select(tenantContract, { organisation: true, residency: true }),
  routing: select(routingContract, { endpoints: { stops: { stack: true, jurisdiction: true } } }),
} as const;

const lawOver = (who: string, { legalName, headquarters, ultimateParent }: OrganisationFacts): JurisdictionLink[] => [
  { what: `${who} ${legalName} is under the law of its headquarters`, jurisdiction: headquarters },
  {
    what: `${who}'s ultimate parent ${ultimateParent.legalName} is under the law of its headquarters`,
    jurisdiction: ultimateParent.headquarters,
  },
];

function siteLinks(inputs: Properties): JurisdictionLink[] {
  const { location, operator } = readings.site.facts.parse(inputs);
  return [{ what: "the site is located there", jurisdiction: location.jurisdiction }, ...lawOver("the operator", operator)];
}

function storageLinks(inputs: Properties): JurisdictionLink[] {
  const { classes, snapshotClasses, backups, encryptionKeys } = readings.storage.facts.parse(inputs);
  const each = <Item extends { jurisdiction: string }>(items: Record<string, Item>, what: (name: string, item: Item) => string) =>
    Object.entries(items).map(([name, item]) => ({ what: what(name, item), jurisdiction: item.jurisdiction }));
  return [
    ...each(classes, (name) => `data of storage class ${name} lies there`),
    ...each(snapshotClasses, (name) => `snapshots of class ${name} lie there`),
    ...each(backups, (name, { host }) => `backup ${name} goes to ${host}`),
    ...each(encryptionKeys, (name, { holder }) => `encryption key ${name} of ${holder} lies there`),
    ...Object.entries(encryptionKeys).map(([name, { holder, holderHeadquarters }]) => ({
      what: `encryption key ${name} is held by ${holder}, under the law of its headquarters`,
      jurisdiction: holderHeadquarters,
    })),
  ];
}

function egressLinks(inputs: Properties): JurisdictionLink[] {
  const { purpose, destination, port, jurisdiction } = readings.egress.facts.parse(inputs);
  return [
    { what: `${purpose} traffic may go to ${destination.kind === "host" ? destination.host : destination.cidr}:${port}`, jurisdiction },
  ];
}

function tenantLinks(inputs: Properties, name: string): JurisdictionLink[] {
  const tenant = readings.tenant.facts.parse(inputs);
  return [
    ...tenant.residency.map((jurisdiction) => ({ what: `data of tenant ${name} may lie there`, jurisdiction })),
    ...lawOver(`tenant ${name}`, tenant.organisation),
  ];
}

/** The failover destinations of each tenant's requests. The first stop of a route is the tenant's own site. */
function routingLinks(inputs: Properties): JurisdictionLink[] {
  const { endpoints } = readings.routing.facts.parse(inputs);
  return Object.entries(endpoints).flatMap(([endpoint, tenants]) =>
    Object.entries(tenants).flatMap(([tenant, { stops }]) =>
      stops.slice(1).map(({ stack, jurisdiction }) => ({
        what: `requests of tenant ${tenant} for endpoint ${endpoint} may fail over to ${stack}`,
        jurisdiction,
      })),
    ),
  );
}

const linksByType: Readonly<Record<string, (inputs: Properties, name: string) => JurisdictionLink[]>> = {
  [readings.site.type]: siteLinks,
  [readings.storage.type]: storageLinks,
  [readings.egress.type]: egressLinks,
  [readings.tenant.type]: tenantLinks,
  [readings.routing.type]: routingLinks,
};

/** The jurisdictions that a stack's components name, before or after. A component that cannot be read is reported, not left out. */
export const jurisdictionLinksOf = (steps: readonly Step[], side: "before" | "after"): JurisdictionLink[] =>
  steps.flatMap(({ type, name, [side]: inputs }) => {
    const read = linksByType[type];
    if (inputs === undefined || read === undefined) return [];
    try {
      return read(inputs, name);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      return [{ what: `${type} ${name} is of another version and cannot be read`, jurisdiction: "unknown" }];
    }
  });

/** The site's jurisdiction; empty for a stack without a site. */
export function homeOf(steps: readonly Step[]): string {
  const site = steps.find(({ type }) => type === readings.site.type);
  return readings.site.facts.safeParse(site?.after ?? site?.before).data?.location.jurisdiction ?? "";
}
