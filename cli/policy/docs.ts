import { join } from "node:path";
import { z } from "zod";
import { packs } from "../../policies/rules.ts";
import { mutantsOf } from "../../policies/mutations/mutation.ts";
import { mutations } from "../../policies/mutations/index.ts";
import { remedies } from "../../policies/data-sovereignty/remedies.ts";
import { nameOfUrn } from "../../policies/verdicts/apply-exemptions.ts";
import { judge, type Result } from "../../policies/verdicts/judge.ts";
import type { Resource, Rule } from "../../policies/lib/rule.ts";
import { stackFiles } from "../../stacks/files.ts";
import { repository } from "../setup/cache.mjs";
import { readDeclared } from "./declared.ts";
import { pulumiStateOf } from "./subject.ts";

/** The file that `npm run policy -- --docs` writes. */
export const docsFile = join(repository, "policies", "README.md");

const introduction = `# Policies

Written by \`npm run policy -- --docs\` from the rules themselves; a test compares the two. Each example breaks one thing in a real stack.

A **mandatory** rule blocks the update if it is violated, or if it needs a fact that is not known before the update. An **advisory** rule only reports. A mandatory rule
also only reports where its law is a draft, unverified or suspended. A violation that someone answers for is excused by an entry in [exemptions.yaml](exemptions.yaml): for one finding, by another
than its author, for 90 days at most. Nothing excuses a violation of law.

Every entry of law says as of which day it was read, and by when it is to be read again. One that began or ended by its own terms since it was read blocks a stack with real clusters (\`law-read\`)
until it was read again; in a rendered stack it is a note. \`npm run law -- --on DATE\` shows which verdicts change between today and a day, and why.

Each pack works alone (\`--policy-pack policies/export-control\`); \`policies/all\` has every rule in one process. Parameters are set in a file for \`--policy-pack-config\`:

    {"pue-limit": {"directToChip": 1.15}}
`;

const cell = (text: string) => text.replaceAll("|", "\\|");

/** The section on additions to resources, and how to ask for them. */
const remediation = `## Remediation

Labels and affinity that a resource lacks can be added before it is made; a value that is there is never overwritten, and nothing is added to what a contract, a
permit or a licence says. It is off until the file for \`--policy-pack-config\` asks for it, and then holds for \`preview\` and \`up\` alike:

    {${remedies.map(({ name }) => `"${name}": "remediate"`).join(", ")}}

    npm run pulumi -- up --stack narvik --policy-pack policies/all --policy-pack-config FILE

The engine shows each object before and after. A site's own resources must be registered before the object: what comes earlier stays as it is, and the rules judge it.

| remedy | what | for |
|---|---|---|
${remedies.map(({ name, description, mends }) => `| ${name} | ${cell(description)} | ${mends.map((rule) => `[${rule}](#${rule})`).join(", ")} |`).join("\n")}
`;

/** The documentation of every rule. Each example is made now: something in a real stack is broken, and the rule says what it finds. */
export async function printDocs(): Promise<string> {
  const stacks: (readonly Resource[])[] = [];
  for (const stack of Object.keys(stackFiles)) {
    const { resources } = await readDeclared(stack);
    stacks.push([
      ...resources,
      pulumiStateOf(stack, resources, { backend: "file:", secretsProvider: "passphrase", hasLiveTargets: false }),
    ]);
  }
  const sections = Object.entries(packs).map(([pack, rules]) => printPack(pack, rules, stacks));
  return [introduction, remediation, ...sections].join("\n");
}

function printPack(pack: string, rules: readonly Rule[], stacks: readonly (readonly Resource[])[]): string {
  return [
    `## ${pack}`,
    "",
    "| rule | level | severity | what |",
    "|---|---|---|---|",
    ...rules.map(({ name, level, severity, description }) => `| [${name}](#${name}) | ${level} | ${severity} | ${cell(description)} |`),
    "",
    ...rules.map((rule) => printRule(rule, stacks)),
  ].join("\n");
}

function printRule(rule: Rule, stacks: readonly (readonly Resource[])[]): string {
  const { name, description, why, level, severity, framework, url, remediation, tags } = rule;
  const source = `${framework.name} (${framework.version}), ${framework.reference}`;
  return [
    `### ${name}`,
    "",
    `${description}. ${why}`,
    "",
    `- **Level**: ${level}, severity ${severity}${exemptionNote(rule)}. Tags: ${tags.join(", ")}.`,
    `- **Source**: ${url === undefined ? source : `[${source}](${url})`}: ${framework.specification}`,
    ...lawLines(rule),
    ...parameterLines(rule),
    ...exampleLines(rule, stacks),
    `- **Fix**: ${remediation}`,
    "",
  ].join("\n");
}

const exemptionNotes = { law: "; it states law, which no exemption excuses", judging: "; no exemption excuses a violation" } as const;

const exemptionNote = ({ unexemptible }: Rule): string => (unexemptible === undefined ? "" : exemptionNotes[unexemptible]);

function lawLines({ law = [] }: Rule): string[] {
  const lines = law.map(
    ({ validFrom, validTo, status, source, reviewedOn }) =>
      `  - ${validFrom} to ${validTo ?? "no known end"}, ${status}, read as of ${reviewedOn}: ${source}`,
  );
  return lines.length === 0 ? [] : ["- **Law**, by date:", ...new Set(lines)];
}

interface Parameter {
  readonly description?: string;
  readonly default?: unknown;
}

function parameterLines({ parameters }: Rule): string[] {
  const { properties = {} } = z.toJSONSchema(parameters, { io: "input" }) as { properties?: Record<string, Parameter> };
  const lines = Object.entries(properties).map(
    ([name, parameter]) => `  - \`${name}\`, ${parameter.description ?? ""}: ${JSON.stringify(parameter.default)} where it is not set`,
  );
  return lines.length === 0 ? [] : ["- **Parameters**:", ...lines];
}

/** The first break of the rule that one of the stacks can suffer, and what the rule says of it at the date of that stack. */
function exampleLines(rule: Rule, stacks: readonly (readonly Resource[])[]): string[] {
  for (const broken of mutations.filter((one) => one.rule === rule.name)) {
    for (const stack of stacks) {
      const before = new Set(findingsOf(rule, stack));
      for (const { what, urn, resources } of mutantsOf(stack, broken)) {
        const [found] = findingsOf(rule, resources).filter((finding) => !before.has(finding));
        if (found !== undefined) return ["- **Fails**, for example, when " + `${what} (${nameOfUrn(urn)}):`, "", `      ${found}`, ""];
      }
    }
  }
  return [];
}

/** A fixed day, so that the documentation changes only with the rules and the stacks that its examples break. */
const exampleDate = "2026-11-01";

const findingsOf = (rule: Rule, resources: readonly Resource[]): string[] =>
  judge([rule], resources, exampleDate).filter(isFound).map(printOne);

const isFound = ({ verdict }: Result) => verdict === "violated" || verdict === "unknown";

const printOne = ({ urn, finding }: Result): string =>
  `${nameOfUrn(urn)}: got ${finding?.got ?? ""}, want ${finding?.want ?? ""}; fix: ${finding?.fix ?? ""}`;
