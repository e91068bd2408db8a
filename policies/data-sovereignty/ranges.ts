import { z } from "zod";
import { rangeFaults } from "../../components/residency/ranges.ts";
import { egressContract } from "../../components/schema/contracts/site.ts";
import { stackRule, type Finding, type RuleOutcome } from "../lib/rule.ts";
import type { Resource } from "../lib/rule.ts";
import { nothingLeaves } from "./framework.ts";

function judge(resources: readonly Resource[]): RuleOutcome {
  const ranges = resources
    .filter(({ type }) => type === egressContract.type)
    .flatMap(({ urn, props }) => {
      const { data } = egressContract.facts.safeParse(props);
      if (data?.destination.kind !== "cidr") return [];
      const { cidr, publicRange } = data.destination;
      return [{ name: urn, cidr, jurisdiction: data.jurisdiction, isAttributed: publicRange !== undefined }];
    });
  if (ranges.length === 0) return { notApplicable: "the site declares no range of addresses" };
  return rangeFaults(ranges).map(({ name, ...fault }): Finding => ({ urn: name, ...fault }));
}

export const rangeInOneJurisdiction = stackRule({
  name: "egress-range-in-one-jurisdiction",
  description: "A declared range of addresses is the site's own, or one that a named operator has in one jurisdiction",
  why: "Network policies open what site.egress declares. A range that holds everybody's networks opens the way to every country, whatever jurisdiction is written beside it; so do its halves together.",
  level: "mandatory",
  severity: "critical",
  framework: nothingLeaves,
  remediation:
    "Declare the addresses that answer: private ones, or a public range of at most /16 (IPv6: /32) with its operator and the source of its jurisdiction.",
  tags: ["sovereignty", "network", "egress"],
  parameters: z.strictObject({}),
  reads: [`${egressContract.type} destination`, `${egressContract.type} jurisdiction`],
  judge: ({ resources }) => judge(resources),
});
