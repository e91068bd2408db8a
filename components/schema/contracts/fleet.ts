import { z } from "zod";
import { jurisdictionCodes } from "../../catalog/jurisdictions.ts";
import { isoDate } from "../../lib/date.ts";
import { contract } from "../../lib/contract.ts";
import { listScreeningFacts, organisationFacts, ownerFacts } from "./organisation.ts";

const jurisdiction = z.enum(jurisdictionCodes);

/** The totals of all sites, in which nothing is judged. */
export const fleetContract = contract("nscale:fleet:Fleet", z.object({}));

/** A company that uses GPUs. */
export const tenantContract = contract(
  "nscale:fleet:Tenant",
  z.object({
    organisation: organisationFacts,
    owners: ownerFacts.default({}),
    identityCheckedOn: isoDate,
    listScreening: listScreeningFacts.optional(),
    residency: z.array(jurisdiction),
    transfers: z
      .array(
        z.object({
          to: jurisdiction,
          basis: z.string(),
          reference: z.string().min(1),
          assessedOn: isoDate,
          validTo: isoDate.optional(),
        }),
      )
      .default([]),
  }),
);

const peer = z.strictObject({ stack: z.string(), jurisdiction });

/** A site's failover: by endpoint, then by tenant. */
export const routesShape = z.record(
  z.string(),
  z.record(
    z.string(),
    z.strictObject({
      residency: z.array(jurisdiction).describe("where the tenant's data may lie"),
      stops: z.array(peer).describe("the sites that serve it, in the order in which they take over; none: it is refused"),
      skippedSites: z
        .array(peer.extend({ because: z.string() }))
        .describe("sites that the endpoint names and this tenant's requests never reach"),
    }),
  ),
);
export type RoutingFacts = z.output<typeof routesShape>;

/** The sites at which requests that come in at one of them may be served. */
export const routingContract = contract("nscale:fleet:Routing", z.object({ endpoints: routesShape }));
