import type { z } from "zod";
import { megawatts } from "../../components/capacity/power.ts";
import { select } from "../../components/lib/contract.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import type { IsoDate } from "../../components/lib/date.ts";
import { flexibilityContract, permitContract, phaseContract } from "../../components/schema/contracts/site.ts";
import { conditionalConnections, largeLoadCurtailments } from "../law/curtailment.ts";
import type { Declared } from "../lib/declared.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { noParameters } from "../lib/parameters.ts";
import { connectionsAmong, inOrder, permits, permitTerms, sitePlace } from "../lib/site-facts.ts";

type Promises = readonly Declared<z.output<typeof flexibilityContract.facts>>[];

/** The megawatts that are promised on a date under contracts of these kinds. */
const promised = (promises: Promises, contracts: readonly string[], date: IsoDate): number =>
  megawatts(
    promises
      .filter(({ facts: { contract } }) => contracts.includes(contract))
      .filter(({ facts: { validFrom, validTo } }) => validFrom <= date && (validTo === undefined || date <= validTo))
      .reduce((sum, { facts }) => sum + facts.megawatts, 0),
  );

export const largeLoadCurtailment = siteRule({
  name: "large-load-curtailment",
  description: "A load of 75 MW or more in Texas that was connected after 2025 declares what it sheds when the grid sheds firm load",
  why: "Such a load is cut with or without a plan. With a declared ladder, what gives way is what tenants agreed to.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "Texas Senate Bill 6, PURA section 39.170",
    version: "2025-06-20",
    reference: "large load demand management service; curtailment when firm load is shed",
    specification: "from 75 MW, connected after 31 December 2025: a promise of kind large-load-curtailment in force",
  },
  url: "https://capitol.texas.gov/tlodocs/89R/billtext/html/SB00006F.htm",
  remediation: "Agree with tenants on what may be shed, and declare it as site.flexibility with the contract large-load-curtailment.",
  tags: ["grid", "texas", "flexibility"],
  parameters: noParameters,
  law: largeLoadCurtailments,
  site: sitePlace,
  others: { phases: phaseContract, permits, promises: flexibilityContract },
  judge: ({ urn, facts: { location } }, others, { date }) => {
    if (location.jurisdiction !== "US-TX") return { notApplicable: `the site is in ${location.jurisdiction}, not in Texas` };
    const [duty] = inForceOn(largeLoadCurtailments, date);
    if (duty === undefined) return { notApplicable: `no duty of curtailment was in force on ${date}` };
    const { fromMegawatts, connectedAfter } = duty.value;
    const connected = megawatts(connectionsAmong(others.permits).reduce((sum, { facts }) => sum + facts.megawatts, 0));
    if (connected < fromMegawatts) return { notApplicable: `${connected} MW of grid connection, below ${fromMegawatts} MW` };
    const bound = inOrder(others.phases).find(
      ({ facts: { status, energisedOn } }) => status !== "ambition" && energisedOn > connectedAfter,
    );
    if (bound === undefined) return { notApplicable: `no phase was connected after ${connectedAfter}` };
    const from = bound.facts.energisedOn > date ? bound.facts.energisedOn : date;
    if (promised(others.promises, ["large-load-curtailment"], from) > 0) return [];
    return [
      {
        urn,
        got: `${connected} MW in Texas with no large-load-curtailment declared on ${from}`,
        want: "a declared promise of load that is shed",
        fix: "declare site.flexibility, with what tenants agree to in site.offtake.*.curtailment",
        ...advisoryUnlessInForce(duty),
      },
    ];
  },
});

export const conditionalConnection = siteRule({
  name: "conditional-connection",
  description: "What the grid owner may cut of a connection with conditions is declared as load that the site sheds",
  why: "The grid owner takes these megawatts at a call. Unless load is declared that gives way, a guarantee is broken on that day.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "connection agreement with the grid owner",
    version: "as granted",
    reference: "site.permits, conditionalMegawatts; in Norway NEM-forskriften sections 3-1 and 3-2 (tilknytning med vilkår)",
    specification: "sum of the promises of kind conditional-connection in force ≥ sum of the conditionalMegawatts of connections in force",
  },
  remediation: "Declare site.flexibility with the contract conditional-connection, or have the connection made firm.",
  tags: ["grid", "contract", "flexibility"],
  parameters: noParameters,
  law: conditionalConnections,
  site: sitePlace,
  others: { permits: select(permitContract, { ...permitTerms, conditionalMegawatts: true }), promises: flexibilityContract },
  judge: ({ urn }, others, { date }) => {
    const conditional = megawatts(
      others.permits
        .filter(({ facts: { kind, grantedOn, validTo } }) => kind === "grid-connection" && grantedOn <= date && date <= (validTo ?? date))
        .reduce((sum, { facts: { conditionalMegawatts = 0 } }) => sum + conditionalMegawatts, 0),
    );
    if (conditional === 0) return { notApplicable: `no connection in force on ${date} has conditions` };
    const declared = promised(others.promises, ["conditional-connection"], date);
    if (declared >= conditional) return [];
    return [
      {
        urn,
        got: `${conditional} MW of grid connection that may be cut, and ${declared} MW of conditional-connection declared on ${date}`,
        want: `at least ${conditional} MW declared`,
        fix: `declare ${megawatts(conditional - declared)} MW more in site.flexibility, or have that part of the connection made firm`,
      },
    ];
  },
});
