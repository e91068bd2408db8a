import { exemptionsRule } from "../verdicts/exemption-results.ts";
import { assumedLawRule } from "../verdicts/assumed-law.ts";
import { lawReadRule } from "../verdicts/unread-law.ts";
import { nameOfUrn, printAssumptions, printFinding, type Verdict } from "../verdicts/apply-exemptions.ts";
import { fingerprintOf } from "../verdicts/fingerprint.ts";
import type { Rule } from "../lib/rule.ts";
import type { DataPlace, StackVerdicts, UnjudgedStack } from "./report.ts";

const levels = { violation: "error", advisory: "warning", exempted: "note", "passed-on-assumption": "note" } as const;

type ShownOutcome = keyof typeof levels;
type Shown = Verdict & { readonly outcome: ShownOutcome };

/** GitHub orders alerts by this number, and takes it from the rule alone: what does not block therefore has a rule of its own, with the lowest. */
const securitySeverities = { low: "3.0", medium: "5.0", high: "8.0", critical: "9.5" } as const;
const lowestSeverity = "1.0";

const isShown = (result: Verdict): result is Shown => result.outcome in levels;

/** The stand-in rule under which a stack that was not judged is told. */
const judgedRule = { name: "stack-judged", description: "Every stack can be judged" } as const;

/** The place of data that a verdict is about; the stack's file if no closer one is known. */
export type PlaceOf = (stackName: string, verdict: Verdict) => DataPlace;

const startOfFile = (stackName: string): DataPlace => ({ file: `stacks/${stackName}.ts`, line: 1, column: 1 });

/**
 * The verdicts that are not good, or rest on assumptions, as SARIF 2.1.0. Forges take a few runs alone, so all stacks are one.
 *
 * @param category what was judged: alerts of one category replace each other from run to run.
 */
export function printSarif(...judged: Parameters<typeof sarifRun>): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [sarifRun(...judged)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The one run of printSarif's log. */
export function sarifRun(
  stacks: readonly (StackVerdicts | UnjudgedStack)[],
  rules: readonly Rule[],
  category: string,
  placeOf: PlaceOf = startOfFile,
) {
  const times = new Map<string, number>();
  const results = stacks.flatMap((one) => ("error" in one ? [unjudgedResult(one)] : resultsOf(one, placeOf, times)));
  const used = new Set(results.map(({ ruleId }) => ruleId));
  const descriptors = [...rules.map(descriptorOf), ...standIns.map(standInDescriptorOf)].flatMap((one) => [
    one,
    ...softOutcomes.map((outcome) => softened(one, outcome)).filter(({ id }) => used.has(id)),
  ]);
  const unjudged = stacks.filter((one): one is UnjudgedStack => "error" in one);
  return {
    tool: { driver: { name: "nscale-policies", rules: descriptors } },
    automationDetails: { id: `${category}/` },
    invocations: [
      {
        executionSuccessful: unjudged.length === 0,
        toolExecutionNotifications: unjudged.map(({ stack, error }) => ({ level: "error", message: { text: `${stack}: ${error}` } })),
      },
    ],
    columnKind: "utf16CodeUnits",
    results: results.map((result) => ({ ...result, ruleIndex: descriptors.findIndex(({ id }) => id === result.ruleId) })),
  };
}

/** A result a finding, with the dates on which and the sources in which it was found; an exempted one is suppressed. */
function resultsOf({ stack, judgements }: StackVerdicts, placeOf: PlaceOf, times: Map<string, number>) {
  const found = new Map<string, { readonly result: Shown; readonly dates: Set<string>; readonly sources: Set<string> }>();
  for (const { source, date, results } of judgements) {
    for (const result of results.filter(isShown)) {
      const key = JSON.stringify([
        ruleIdOf(result),
        result.urn,
        result.fingerprint,
        result.fingerprint === undefined ? "" : printFinding(result),
      ]);
      const known = found.get(key) ?? { result, dates: new Set<string>(), sources: new Set<string>() };
      found.set(key, known);
      known.dates.add(date);
      known.sources.add(source);
    }
  }
  return [...found.values()].map(({ result, dates, sources }) => {
    const hash = result.fingerprint ?? fingerprintOf(result);
    const time = (times.get(hash) ?? 0) + 1;
    times.set(hash, time);
    const place = placeOf(stack, result);
    return resultOf(result, place, `${hash}:${time}`, { dates: [...dates].sort(), foundIn: [...sources] });
  });
}

interface Descriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: { readonly tags: readonly string[]; readonly "security-severity": string; readonly precision: string };
}

const descriptorOf = (rule: Rule): Descriptor => ({
  id: rule.name,
  shortDescription: { text: rule.description },
  fullDescription: { text: rule.why },
  help: { text: rule.remediation, markdown: helpOf(rule) },
  ...(rule.url === undefined ? {} : { helpUri: rule.url }),
  defaultConfiguration: { level: rule.level === "mandatory" ? "error" : "warning" },
  properties: { tags: rule.tags, "security-severity": securitySeverities[rule.severity], precision: "very-high" },
});

const helpOf = ({ why, remediation, framework }: Rule): string =>
  `${why}\n\n**Fix**: ${remediation}\n\n**Source**: ${framework.name} (${framework.version}), ${framework.reference}: ${framework.specification}`;

const standIns = [
  {
    ...exemptionsRule,
    why: "An exemption is for a time, and for one finding: one that has ended excuses nothing.",
    remediation: "Correct the violation, and take the exemption out of policies/exemptions.yaml.",
  },
  {
    ...assumedLawRule,
    why: "Who relies on evidence of a duty of law must see the document, not a placeholder.",
    remediation: "Enter what the document says with stated(…) in place of assumed(…), with the document as its source.",
  },
  {
    ...lawReadRule,
    why: "A verdict is as good as the text behind it: what changed on a day that was known beforehand may have been changed again since.",
    remediation: "Read the source again, and enter the day and what changed in policies/law.",
  },
  {
    ...judgedRule,
    why: "What is not judged has not passed.",
    remediation: "Correct what the message names, and judge again.",
  },
] as const;

const standInDescriptorOf = ({ name, description, why, remediation }: (typeof standIns)[number]): Descriptor => ({
  id: name,
  shortDescription: { text: description },
  fullDescription: { text: why },
  help: { text: remediation, markdown: `${why}\n\n**Fix**: ${remediation}` },
  defaultConfiguration: { level: "error" },
  properties: { tags: ["policy"], "security-severity": securitySeverities.high, precision: "very-high" },
});

const softOutcomes = ["advisory", "exempted", "passed-on-assumption"] as const;

/** The rule for findings of an outcome that does not block: the same text, with the lowest severity. */
const softened = (descriptor: Descriptor, outcome: (typeof softOutcomes)[number]): Descriptor => ({
  ...descriptor,
  id: `${descriptor.id}/${outcome}`,
  defaultConfiguration: { level: levels[outcome] },
  properties: { ...descriptor.properties, "security-severity": lowestSeverity },
});

const ruleIdOf = ({ rule, outcome }: Shown): string => (outcome === "violation" ? rule : `${rule}/${outcome}`);

function textOf(result: Shown): string {
  if (result.outcome !== "passed-on-assumption") return `${nameOfUrn(result.urn)}: ${printFinding(result)}`;
  return `${nameOfUrn(result.urn)}: ${printAssumptions(result)}`;
}

const locationOf = (urn: string, { file, line, column, endLine, endColumn }: DataPlace) => ({
  physicalLocation: {
    artifactLocation: { uri: file, uriBaseId: "%SRCROOT%" },
    region: {
      startLine: line,
      startColumn: column,
      ...(endLine === undefined ? {} : { endLine }),
      ...(endColumn === undefined ? {} : { endColumn }),
    },
  },
  logicalLocations: [{ name: nameOfUrn(urn), fullyQualifiedName: urn, kind: "resource" }],
});

function resultOf(result: Shown, place: DataPlace, primaryLocationLineHash: string, properties: object) {
  const { urn, outcome, exemption } = result;
  return {
    ruleId: ruleIdOf(result),
    level: levels[outcome] as string,
    message: { text: textOf(result) },
    locations: [locationOf(urn, place)],
    // The name that GitHub reads; the value is this project's own, since lines move and findings stay.
    partialFingerprints: { primaryLocationLineHash },
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

const unjudgedResult = ({ stack, error }: UnjudgedStack) => ({
  ruleId: judgedRule.name as string,
  level: "error",
  message: { text: `${stack} was not judged: ${error}` },
  locations: [locationOf(stack, startOfFile(stack))],
  partialFingerprints: { primaryLocationLineHash: `${judgedRule.name} ${stack}:1` },
  properties: {},
});
