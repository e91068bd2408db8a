import { sarifRun } from "./sarif.ts";

/** GitLab's words for how grave a finding is, by the number that GitHub orders alerts by. */
const severities = [
  [9, "blocker"],
  [7, "critical"],
  [4, "major"],
  [2, "minor"],
  [0, "info"],
] as const;

/** The findings of printSarif as GitLab's Code Quality report: a list, with the file and line of each and the same fingerprints. */
export function printCodeQuality(...judged: Parameters<typeof sarifRun>): string {
  const { tool, results } = sarifRun(...judged);
  const gravity = new Map(tool.driver.rules.map(({ id, properties }) => [id, Number(properties["security-severity"])]));
  const issues = results.flatMap(({ ruleId, message, locations, partialFingerprints }) =>
    locations.map(({ physicalLocation: { artifactLocation, region } }) => ({
      description: message.text,
      check_name: ruleId,
      fingerprint: `${ruleId} ${partialFingerprints.primaryLocationLineHash}`,
      severity: severities.find(([least]) => (gravity.get(ruleId) ?? 0) >= least)?.[1],
      location: { path: artifactLocation.uri, lines: { begin: region.startLine } },
    })),
  );
  return `${JSON.stringify(issues, null, 2)}\n`;
}
