import { join } from "node:path";
import { fleetSpec } from "../../components/schema/fleet.ts";
import { stackSpec } from "../../components/schema/stack.ts";
import { repository } from "../setup/cache.mjs";
import { sectionsOf, type Field, type Section } from "./fields.ts";
import { jsonSchemaOf } from "./json-schema.ts";

const introduction = `# A stack's data, field by field

Written by \`npm run docs\` from the schemas in [components/schema](../../components/schema); a test compares the two.
[stack.schema.json](stack.schema.json) says the same to programs and editors.

A stack's data is one object, \`export default { … } satisfies StackInput\` in \`stacks/<stack>.ts\`, of plain values only. Secrets never enter it.

- **Fact** in the column *type* means that the value carries its basis: \`stated(value, source)\` where the operator's or the maker's own documents say it,
  \`announced(value, source)\` where others said it in public, \`assumed(value, reason)\` where no source says it. Previews, reports and reviews list every assumption.
  Where sources differ, \`disputed(fact, reason, [{ value, by, on, source }])\` keeps the other claims beside the value that was chosen, and the report lists them.
- **Name** is a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter. It becomes part of the names of Pulumi resources and
  Kubernetes objects, so renaming it replaces them.
- **Presence** is *required*, *optional*, the default that holds where the field is left out, or *follows* with what its value is then: it is worked out from other values
  of the stack. \`npm run explain -- <stack>\` shows each value with where it comes from.
- \`<name>\` in a heading is a placeholder for a name of your own, \`[]\` for each entry of a list.
`;

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
/** The text with a capital first letter, unless it begins with code. */
const sentence = (text: string) => (/^[\w+-]+[:,] /.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1));

/** GitHub's anchor for a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

function printPresence(presence: Field["presence"]): string {
  if (typeof presence === "string") return presence;
  return "default" in presence ? `\`${presence.default}\`` : `follows: ${presence.follows.replaceAll("<", "&lt;")}`;
}

function fieldRow({ name, type, isFact, presence, description, section }: Field): string {
  const shown = section === undefined ? `\`${name}\`` : `[\`${name}\`](#${anchorOf(section)})`;
  return `| ${shown} | ${cell(isFact ? `fact: ${type}` : type)} | ${cell(printPresence(presence))} | ${cell(sentence(description ?? ""))} |`;
}

const table = (fields: readonly Field[]) =>
  ["| field | type | presence | meaning |", "|---|---|---|---|", ...fields.map(fieldRow)].join("\n");

function printSection({ path, description, forms }: Section): string {
  const words = description === undefined ? [] : [`${sentence(description)}.`];
  const tables = forms.flatMap(({ name, fields }) => (name === undefined ? [table(fields)] : [`With kind \`${name}\`:`, table(fields)]));
  return [...(path === "" ? [] : [`### \`${path}\``]), ...words, ...tables].join("\n\n");
}

/** docs/reference/stack.md: every object and field of a stack's data and of the fleet's. */
function printReference(): string {
  const printed = (spec: typeof stackSpec | typeof fleetSpec) => sectionsOf(jsonSchemaOf(spec)).map(printSection);
  const fleet = "`stacks/fleet.ts`, `satisfies FleetInput`, names the stacks that are sites of the fleet, and the milestones of the fleet.";
  return `${[introduction.trimEnd(), "## The stack", ...printed(stackSpec), "## The fleet", fleet, ...printed(fleetSpec)].join("\n\n")}\n`;
}

/** docs/reference/stack.schema.json: the stack's data as a JSON schema. */
function printJsonSchema(): string {
  return `${JSON.stringify({ title: "A stack's data", ...jsonSchemaOf(stackSpec) }, null, 1)}\n`;
}

/** The text of each file that `npm run docs` writes, by path. */
export const referenceFiles = (): Readonly<Record<string, string>> => ({
  [join(repository, "docs", "reference", "stack.md")]: printReference(),
  [join(repository, "docs", "reference", "stack.schema.json")]: printJsonSchema(),
});
