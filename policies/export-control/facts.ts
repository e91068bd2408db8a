import { jurisdictions, type JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import { select } from "../../components/lib/contract.ts";
import { deliveryContract } from "../../components/schema/contracts/cluster.ts";

/** A delivery by what law asks of it. */
export const deliveries = select(deliveryContract, { accelerator: true, deliveredOn: true, origin: true, authorisation: true });

/** The country to which a site's goods are delivered. */
export const countryOf = ({ location }: { location: { jurisdiction: JurisdictionCode } }): string =>
  jurisdictions[location.jurisdiction].country;
