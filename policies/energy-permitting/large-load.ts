import type { z } from "zod";
import { select } from "../../components/lib/contract.ts";
import { permitContract } from "../../components/schema/contracts/site.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { megawatts } from "../../components/capacity/power.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { largeLoadDuties, type LargeLoadDuty } from "../law/grid-access.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { permitTerms, sitePlace } from "../lib/site-facts.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { printNumber } from "../../components/lib/number.ts";

type LargeLoad = NonNullable<z.output<typeof permitContract.facts>["largeLoad"]>;

function missingOf(load: LargeLoad, { leastStudyFeeUsd, backupFromPercent }: LargeLoadDuty): Omit<Finding, "urn">[] {
  const { studyFeeUsd, siteControl, duplicateRequestsDisclosed, backupGeneration, emergencyCurtailment } = load;
  const usd = (value: number) => `$${printNumber(value)}`;
  return [
    ...(studyFeeUsd >= leastStudyFeeUsd
      ? []
      : [{ got: `a study fee of ${usd(studyFeeUsd)}`, want: `${usd(leastStudyFeeUsd)} or more`, fix: "pay the fee for the study" }]),
    ...(siteControl === "none"
      ? [{ got: "no control of the site", want: "land owned, leased or optioned", fix: "secure the land before the request" }]
      : []),
    ...(duplicateRequestsDisclosed
      ? []
      : [
          {
            got: "duplicate requests not disclosed",
            want: "every like request told to the utility",
            fix: "disclose them, or that there is none",
          },
        ]),
    ...(backupGeneration.percentOfDemand >= backupFromPercent && !backupGeneration.disclosed
      ? [
          {
            got: `backup for ${backupGeneration.percentOfDemand} % of the demand, not disclosed`,
            want: `disclosure from ${backupFromPercent} % on`,
            fix: "tell the utility of the generators",
          },
        ]
      : []),
    ...(emergencyCurtailment
      ? []
      : [
          {
            got: "no curtailment in an emergency",
            want: "a load that can be cut when the grid sheds firm load",
            fix: "install and declare the means",
          },
        ]),
  ];
}

export const ercotLargeLoad = siteRule({
  name: "ercot-large-load",
  description: "A load of 75 MW or more in Texas has paid for its study, controls its land, and has disclosed what the law asks",
  why: "Texas connects a large load only with these on record, to tell real projects from speculative ones and to keep the grid whole in an emergency.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "Texas Senate Bill 6, PURA section 37.0561",
    version: "2025-06-20",
    reference: "large loads in ERCOT; 16 TAC 25.194 is proposed",
    specification:
      "from 75 MW: study fee of at least $100,000, site control, disclosure of duplicate requests and of backup for 50 % or more of the demand, curtailment in emergencies",
  },
  url: "https://capitol.texas.gov/tlodocs/89R/billtext/html/SB00006F.htm",
  remediation: "Complete the request with the utility, and declare it as largeLoad of the grid connection.",
  tags: ["grid", "texas", "disclosure"],
  unexemptible: "law",
  parameters: noParameters,
  law: largeLoadDuties,
  site: sitePlace,
  others: { permits: select(permitContract, { ...permitTerms, largeLoad: true }) },
  judge: ({ facts: { location } }, others, { date }) => {
    if (location.jurisdiction !== "US-TX") return { notApplicable: `the site is in ${location.jurisdiction}, not in Texas` };
    const [duty] = inForceOn(largeLoadDuties, date);
    if (duty === undefined) return { notApplicable: `no duty of large loads was in force on ${date}` };
    const connections = others.permits.filter(({ facts }) => facts.kind === "grid-connection");
    const requested = megawatts(connections.reduce((sum, { facts }) => sum + (facts.megawatts ?? 0), 0));
    if (requested < duty.value.fromMegawatts) {
      return { notApplicable: `${requested} MW of grid connection, below ${duty.value.fromMegawatts} MW` };
    }
    return connections.flatMap(({ urn, facts }): Finding[] => {
      const missing =
        facts.largeLoad === undefined
          ? [{ got: "no largeLoad", want: "what the law asks of a large load", fix: "declare largeLoad of the grid connection" }]
          : missingOf(facts.largeLoad, duty.value);
      return missing.map(({ got, ...rest }) => ({
        urn,
        got: `${requested} MW in Texas with ${got}`,
        ...rest,
        ...advisoryUnlessInForce(duty),
      }));
    });
  },
});
