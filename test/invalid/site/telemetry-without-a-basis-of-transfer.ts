import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

const why = "an example";

export default {
  change: (stack) => {
    add(stack, "site.egress.metrics", {
      purpose: "telemetry",
      destination: { kind: "host", host: "metrics.example.com" },
      port: 443,
      jurisdiction: "US-TX",
    });
    // Clauses that are signed, but no longer hold on the date of the data.
    const lapsed = { to: "US-TX", basis: "safeguards", reference: assumed("clauses", why), assessedOn: assumed("2024-01-01", why) };
    add(stack, "tenants.research.transfers", [{ ...lapsed, validTo: assumed("2024-12-31", why) }]);
    add(stack, "tenants.industry.transfers", [lapsed]);
  },
  faults: [
    "tenants.research.transfers: got data of research that may come from the European Economic Area to US-TX with no record of what its bases of transfer ask for, want adequacy-if-certified: the importer's certification under the EU-US Data Privacy Framework, or safeguards: signed standard contractual clauses and a transfer impact assessment; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
  ],
} satisfies InvalidCase;
