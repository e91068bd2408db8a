import { slurmReach } from "./slurm.ts";
import { styleText } from "node:util";
import { visible as namedCharacters } from "../html/visible.ts";
import type { Review, StackReview } from "../schema.ts";
import { figureRows, ofLayer, operationsText, plural } from "./figures.ts";
import { groupPolicies, origins, type PolicyGroup } from "./policies.ts";

const longestLine = 240;

type Style = Parameters<typeof styleText>[0];

const statusStyles: Readonly<Record<StackReview["status"], Style>> = {
  failed: ["red", "bold"],
  refused: ["red", "bold"],
  destructive: ["yellow", "bold"],
  changed: ["cyan", "bold"],
  unchanged: "dim",
};

/** Text in one line, without characters that command the terminal or hide from the reader. */
const visible = (text: string) => namedCharacters(text.replace(/[\n\t]/g, " "));

const painter = (isColoured: boolean) => (style: Style, text: string) =>
  isColoured ? styleText(style, text, { validateStream: false }) : text;

/** The effects of a finished update on a stack, without a verdict. */
export const printDone = (stack: StackReview, isColoured: boolean): string => ["", ...stackLines(stack, painter(isColoured))].join("\n");

/** The review in short form for a terminal. Colours only if `isColoured`. */
export function printTerminal({ stacks, verdict }: Review, isColoured: boolean): string {
  const paint = painter(isColoured);
  const lines = stacks.flatMap((stack) => stackLines(stack, paint));
  const closing = {
    clear: "no objection to this change",
    failed: "change blocked by a rule or an error",
    unacknowledged: "destructive change, not acknowledged",
    "rules-unacknowledged": "what judges this change changes with it, not acknowledged",
  } as const;
  return ["", ...lines, paint(verdict === "clear" ? "green" : "red", closing[verdict]), ""].join("\n");
}

function stackLines(stack: StackReview, paint: (style: Style, text: string) => string): string[] {
  const { status, operations, guarantees, slurm, jurisdictionLinks, policies, error } = stack;
  const heading = `${paint(statusStyles[status], `${visible(stack.stack)}: ${status}`)}${status === "unchanged" ? "" : ` ${operationsText(operations)}`}`;
  const facts = status === "unchanged" || status === "failed" ? [] : stack.headline;
  const rows = figureRows(stack).map(({ label, name, before, change, after }) =>
    [`${label} ${name}`.trim(), before, change, after].map(visible),
  );
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0));
  return [
    heading,
    ...facts.map((fact) => `  ${visible(fact)}`),
    ...(error?.split("\n").map((line) => `  ${visible(line)}`) ?? []),
    ...rows.map(
      (row) => `  ${row.map((text, column) => (column === 2 ? paint("bold", cell(text, column)) : cell(text, column))).join("  ")}`,
    ),
    ...slurm.map(({ cluster, changes, ...change }) =>
      paint(
        slurmReach(change) === "" ? "dim" : "yellow",
        `  Slurm in ${visible(cluster)}: ${change.class}${slurmReach(change)} (${plural(changes.length, "change")})`,
      ),
    ),
    ...guarantees.map(({ cluster, layer, tenant, atRiskGpus }) =>
      paint("yellow", `  ${visible(tenant)} in ${ofLayer(layer)}${visible(cluster)} loses the guarantee of ${plural(atRiskGpus, "GPU")}`),
    ),
    ...jurisdictionLinks.map(
      ({ change, what, jurisdiction }) => `  ${change === "new" ? "new" : "no longer"}: ${visible(what)} (${visible(jurisdiction)})`,
    ),
    ...groupPolicies(policies).map((group) => policyLine(group, paint)),
    "",
  ];
}

function policyLine(group: PolicyGroup, paint: (style: Style, text: string) => string): string {
  const [{ outcome, rule, resource, message, origin }] = group;
  const on = group.length === 1 ? resource : plural(group.length, "resource");
  const text = visible(`  ${outcome}: ${rule} on ${on} (${origins[origin]}): ${message}`);
  const line = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
  return outcome === "violation" ? paint("red", line) : line;
}
