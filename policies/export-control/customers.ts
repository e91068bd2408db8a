import { z } from "zod";
import { inForceOn } from "../../components/lib/dated.ts";
import { select } from "../../components/lib/contract.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { factRule } from "../lib/fact-rules.ts";
import { customerIdentification } from "../law/customer-identification.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { monthsLater } from "../../components/lib/date.ts";

export const tenantKycRecord = factRule({
  name: "tenant-kyc-record",
  description: "Each tenant's identity was checked within the last twelve months",
  why: "A provider of accelerators answers for who uses them. A record that is never checked again misses the sale of a company, and with it a new parent.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "Customer identification for infrastructure as a service",
    version: "89 FR 5698 (proposed)",
    reference: "proposed 15 CFR part 7, subpart D",
    specification: "Providers identify their customers and keep the record current.",
  },
  url: "https://www.federalregister.gov/documents/2024/01/29/2024-01580/taking-additional-steps-to-address-the-national-emergency-with-respect-to-significant-malicious",
  remediation: "Check who the customer is, who owns it and where it is run from, and enter the day.",
  tags: ["export", "end-user", "know-your-customer"],
  parameters: z.strictObject({
    monthsBetweenChecks: z.number().int().positive().default(12).describe("after how many months a check is too old"),
  }),
  law: customerIdentification,
  of: select(tenantContract, { organisation: { legalName: true }, identityCheckedOn: true }),
  judge: ({ organisation: { legalName }, identityCheckedOn }, { date, parameters: { monthsBetweenChecks } }) => {
    const [law] = inForceOn(customerIdentification, date);
    if (law === undefined) return { notApplicable: `no rule on customer identification is on record for ${date}` };
    if (identityCheckedOn <= date && date <= monthsLater(identityCheckedOn, monthsBetweenChecks)) return [];
    return [
      {
        got: `${legalName} checked on ${identityCheckedOn}`,
        want: `a check within the ${monthsBetweenChecks} months before ${date}`,
        fix: "check the customer again, and enter the day in identityCheckedOn",
        ...advisoryUnlessInForce(law),
      },
    ];
  },
});
