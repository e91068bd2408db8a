import { z } from "zod";
import type { Properties, Step } from "../plan/step.ts";

/** A jurisdiction in which data lies, to which data or traffic may go, or whose law a company is under. */
export interface JurisdictionLink {
  readonly what: string;
  readonly jurisdiction: string;
}

const company = z.looseObject({ legalName: z.string(), headquarters: z.string() });
const organisation = company.extend({ ultimateParent: company });

const placed = z.record(z.string(), z.looseObject({ jurisdiction: z.string() })).default({});

/** The fields that are read, by component; other fields are ignored, because older commits may differ in them. */
const shapes = {
  site: z.looseObject({ location: z.looseObject({ jurisdiction: z.string() }), operator: organisation }),
  storage: z.looseObject({
    classes: placed,
    snapshotClasses: placed,
    backups: z.record(z.string(), z.looseObject({ jurisdiction: z.string(), host: z.string() })).default({}),
    encryptionKeys: z
      .record(z.string(), z.looseObject({ jurisdiction: z.string(), holder: z.string(), holderHeadquarters: z.string() }))
      .default({}),
  }),
  egress: z.looseObject({
    purpose: z.string(),
    destination: z.looseObject({ host: z.string().optional(), cidr: z.string().optional() }),
    port: z.number(),
    jurisdiction: z.string(),
  }),
  tenant: z.looseObject({ organisation, residency: z.array(z.string()) }),
  routing: z.looseObject({
    endpoints: z.record(
      z.string(),
      z.record(z.string(), z.looseObject({ stops: z.array(z.looseObject({ stack: z.string(), jurisdiction: z.string() })) })),
    ),
  }),
} as const;

const lawOver = (who: string, { legalName, headquarters, ultimateParent }: z.output<typeof organisation>): JurisdictionLink[] => [
  { what: `${who} ${legalName} is under the law of its headquarters`, jurisdiction: headquarters },
  {
    what: `${who}'s ultimate parent ${ultimateParent.legalName} is under the law of its headquarters`,
    jurisdiction: ultimateParent.headquarters,
  },
];

function siteLinks(inputs: Properties): JurisdictionLink[] {
  const { location, operator } = shapes.site.parse(inputs);
  return [{ what: "the site is located there", jurisdiction: location.jurisdiction }, ...lawOver("the operator", operator)];
}

function storageLinks(inputs: Properties): JurisdictionLink[] {
  const { classes, snapshotClasses, backups, encryptionKeys } = shapes.storage.parse(inputs);
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
  const { purpose, destination, port, jurisdiction } = shapes.egress.parse(inputs);
  return [{ what: `${purpose} traffic may go to ${destination.host ?? destination.cidr ?? ""}:${port}`, jurisdiction }];
}

function tenantLinks(inputs: Properties, name: string): JurisdictionLink[] {
  const tenant = shapes.tenant.parse(inputs);
  return [
    ...tenant.residency.map((jurisdiction) => ({ what: `data of tenant ${name} may lie there`, jurisdiction })),
    ...lawOver(`tenant ${name}`, tenant.organisation),
  ];
}

/** The failover destinations of each tenant's requests. The first stop of a route is the tenant's own site. */
function routingLinks(inputs: Properties): JurisdictionLink[] {
  const { endpoints } = shapes.routing.parse(inputs);
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
  "nscale:site:Site": siteLinks,
  "nscale:site:Storage": storageLinks,
  "nscale:site:Egress": egressLinks,
  "nscale:fleet:Tenant": tenantLinks,
  "nscale:fleet:Routing": routingLinks,
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
  const site = steps.find(({ type }) => type === "nscale:site:Site");
  return shapes.site.safeParse(site?.after ?? site?.before).data?.location.jurisdiction ?? "";
}
