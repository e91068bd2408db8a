import { add, set, type InvalidCase } from "../../support/invalid.ts";

const fault = (tenant: string) =>
  `tenants.${tenant}.transfers: got data of ${tenant} that may come from the European Economic Area to GB with no basis of transfer in force (European Commission, adequacy decision for the United Kingdom, renewed 19 December 2025, ended on 2031-12-27), want an adequacy decision, or safeguards on record; fix: enter the record in tenants.${tenant}.transfers, or keep the tenant's data within the European Economic Area`;

export default {
  change: (stack) => {
    set(stack, "asOf", "2031-12-28");
    add(stack, "site.egress.metrics", {
      purpose: "telemetry",
      destination: { kind: "host", host: "metrics.example.com" },
      port: 443,
      jurisdiction: "GB",
    });
  },
  faults: [fault("research"), fault("industry")],
} satisfies InvalidCase;
