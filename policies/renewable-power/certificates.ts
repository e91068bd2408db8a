import { z } from "zod";
import { select } from "../../components/lib/contract.ts";
import { powerAgreementContract, siteContract } from "../../components/schema/contracts/site.ts";
import { factRule } from "../lib/fact-rules.ts";
import { noParameters } from "../lib/parameters.ts";
import { agreementTerms, cancelledForSite, overBefore } from "../lib/site-facts.ts";
import { promise } from "./promise.ts";

const certifiedAgreement = select(powerAgreementContract, { ...agreementTerms, guaranteesOfOrigin: true });

export const noUnbundledCertificates = factRule({
  name: "no-unbundled-certificates",
  description: "No guarantees of origin are bought apart from the power",
  why: "A certificate bought apart says nothing about the power that arrives, and the promise excludes it by name.",
  level: "mandatory",
  severity: "high",
  framework: { ...promise, specification: "guarantees of origin come with the power of the same agreement, or not at all" },
  remediation: "Contract the power together with its guarantees of origin, or declare that there are none.",
  tags: ["power", "certificates", "renewable"],
  parameters: noParameters,
  of: certifiedAgreement,
  judge: (agreement, { date }) => {
    const { guaranteesOfOrigin, megawatts } = agreement;
    const over = overBefore(agreement, date);
    if (over !== undefined) return over;
    if (guaranteesOfOrigin === "none") return { notApplicable: "no guarantees of origin are claimed" };
    if (guaranteesOfOrigin === cancelledForSite || guaranteesOfOrigin === "bundled") return [];
    return [
      {
        got: `guarantees of origin for ${megawatts} MW that are ${guaranteesOfOrigin}`,
        want: "guarantees of origin that come with the power, or none",
        fix: "contract power and guarantees together, and have these cancelled for the site",
      },
    ];
  },
});

export const goCancelledForSite = factRule({
  name: "go-cancelled-for-site",
  description: "The guarantees of origin of contracted power are cancelled for the site",
  why: "What is not cancelled for the site can be sold or exported and is then claimed twice: users in Iceland claimed 13.7 TWh against 3.6 TWh of cancelled guarantees, and exports were banned in 2023.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "Association of Issuing Bodies, EECS Rules",
    version: "2023",
    reference: "cancellation statements; export ban for Iceland, 27 April to 2 June 2023",
    specification: "a claim of renewable power rests on guarantees that were cancelled in the consumer's name",
  },
  url: "https://www.aib-net.org/",
  remediation: "Have the supplier cancel the guarantees of origin with a statement that names the site.",
  tags: ["power", "certificates", "renewable"],
  parameters: noParameters,
  of: certifiedAgreement,
  judge: (agreement, { date }) => {
    const { kind, guaranteesOfOrigin, megawatts } = agreement;
    const over = overBefore(agreement, date);
    if (over !== undefined) return over;
    if (guaranteesOfOrigin === cancelledForSite) return [];
    if (guaranteesOfOrigin === "none" && kind === "grid") return { notApplicable: "grid power without any claim to guarantees of origin" };
    if (guaranteesOfOrigin === "none" && kind === "onsite") {
      return { notApplicable: "no guarantees of origin are issued for power that never leaves the site" };
    }
    return [
      {
        got: `${megawatts} MW by ${kind}, of which the guarantees of origin are: ${guaranteesOfOrigin}`,
        want: cancelledForSite,
        fix: "have the guarantees cancelled with a statement that names the site",
      },
    ];
  },
});

export const noOffsets = factRule({
  name: "no-offsets",
  description: "The site claims no offset emissions",
  why: "The promise is renewable power by direct agreement; an offset would hide that some of it is missing.",
  level: "mandatory",
  severity: "high",
  framework: { ...promise, specification: "no part of the site's emissions is claimed as offset" },
  remediation: "Set energyClaims.offsetSharePercent to the true share and drop the claim; contract the power directly instead.",
  tags: ["power", "claim", "offsets"],
  parameters: noParameters,
  of: {
    type: siteContract.type,
    facts: z.object({
      efficiency: siteContract.facts.shape.efficiency.pick({ renewableEnergyFactor: true }),
      // Other rules do without the claims; this one must know them.
      energyClaims: siteContract.facts.shape.energyClaims.unwrap().pick({ offsetSharePercent: true }),
    }),
  },
  judge: ({ efficiency, energyClaims: { offsetSharePercent } }) => {
    if (offsetSharePercent > 0) {
      return [
        {
          got: `${offsetSharePercent} % of the emissions claimed as offset`,
          want: "0 %",
          fix: "drop the claim, and contract renewable power directly",
        },
      ];
    }
    return efficiency.renewableEnergyFactor === 0 ? { notApplicable: "the site claims neither renewable energy nor offsets" } : [];
  },
});
