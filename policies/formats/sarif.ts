import { createHash } from "node:crypto";
import { exemptionsRule } from "../verdicts/exemption-results.ts";
import { nameOfUrn, printFinding, type Verdict } from "../verdicts/apply-exemptions.ts";
import type { Rule } from "../lib/rule.ts";
import type { StackVerdicts } from "./report.ts";

const levels = { violation: "error", advisory: "warning", exempted: "note" } as const;

/** GitHub orders alerts by this number. */
const securitySeverities = { low: "3.0", medium: "5.0", high: "8.0", critical: "9.5" } as const;

const isShown = (result: Verdict): result is Verdict & { outcome: keyof typeof levels } => result.outcome in levels;

/** The verdicts that are not good, as SARIF 2.1.0. Forges take a few runs alone, so all stacks are one. */
export function printSarif(stacks: readonly StackVerdicts[], rules: readonly Rule[]): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "nscale-policies", rules: [...rules.map(descriptorOf), exemptionsDescriptor] } },
        results: stacks.flatMap(resultsOf),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A result a finding, with the dates on which and the sources in which it was found; an exempted one is suppressed. */
function resultsOf({ stack, judgements }: StackVerdicts) {
  const found = new Map<
    string,
    { readonly result: Verdict & { outcome: keyof typeof levels }; readonly dates: Set<string>; readonly sources: Set<string> }
  >();
  for (const { source, date, results } of judgements) {
    for (const result of results.filter(isShown)) {
      const message = `${nameOfUrn(result.urn)}: ${printFinding(result)}`;
      const key = `${result.rule} ${result.urn} ${result.outcome} ${message}`;
      const known = found.get(key) ?? { result, dates: new Set<string>(), sources: new Set<string>() };
      found.set(key, known);
      known.dates.add(date);
      known.sources.add(source);
    }
  }
  return [...found.values()].map(({ result, dates, sources }) =>
    resultOf(stack, result, { dates: [...dates].sort(), foundIn: [...sources] }),
  );
}

const descriptorOf = (rule: Rule) => ({
  id: rule.name,
  shortDescription: { text: rule.description },
  fullDescription: { text: rule.why },
  help: { text: rule.remediation },
  ...(rule.url === undefined ? {} : { helpUri: rule.url }),
  defaultConfiguration: { level: rule.level === "mandatory" ? "error" : "warning" },
  properties: { tags: rule.tags, "security-severity": securitySeverities[rule.severity] },
});

const exemptionsDescriptor = {
  id: exemptionsRule.name,
  shortDescription: { text: exemptionsRule.description },
  defaultConfiguration: { level: "error" },
};

function resultOf(stackName: string, result: Verdict & { outcome: keyof typeof levels }, properties: object) {
  const { rule, urn, outcome, exemption } = result;
  return {
    ruleId: rule,
    level: levels[outcome],
    message: { text: `${nameOfUrn(urn)}: ${printFinding(result)}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: `stacks/${stackName}.ts` }, region: { startLine: 1 } },
        logicalLocations: [{ name: nameOfUrn(urn), fullyQualifiedName: urn, kind: "resource" }],
      },
    ],
    partialFingerprints: { "ruleAndResource/v1": createHash("sha256").update(`${rule} ${urn}`).digest("hex") },
    ...(exemption === undefined
      ? {}
      : {
          suppressions: [
            { kind: "external", status: "accepted", justification: `${exemption.owner} (${exemption.ticket}): ${exemption.reason}` },
          ],
        }),
    properties,
  };
}
