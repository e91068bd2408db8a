import type { StackReview } from "../schema.ts";
import { figureRows, ofLayer, operationsText, plural } from "./figures.ts";
import { groupPolicies, origins, type PolicyGroup } from "./policies.ts";
import { code, fenced, folded, markdownTable, prose } from "./markdown.ts";
import { slurmReach } from "./slurm.ts";
import { printNumber } from "../../components/lib/number.ts";

const shownErrorLines = 40;
/** The most resources named in one line. */
const shownNames = 3;

/** At most `most` items, and the number of further ones. */
function limited<Item>(items: readonly Item[], most: number, print: (item: Item) => string): string[] {
  const more = items.length - most;
  return [...items.slice(0, most).map(print), ...(more > 0 ? [`- and ${plural(more, "more", "more")}, in the full page`] : [])];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`**${title}**\n\n${lines.join("\n")}`];
}

function figuresSection(review: StackReview, most: number): string[] {
  const rows = figureRows(review);
  if (rows.length === 0) return [];
  const cells = rows
    .slice(0, most)
    .map(({ label, name, before, change, after }) => [name === "" ? label : `${label} ${code(name)}`, before, `**${change}**`, after]);
  const more = rows.length - cells.length;
  return [
    markdownTable(["", "before", "change", "after"], cells),
    ...(more > 0 ? [`and ${plural(more, "more figure")}, in the full page`] : []),
  ];
}

function disturbanceLine({ cluster, kind, scalableUnits, hosts, gpus, cause }: StackReview["disturbances"][number]): string {
  const units = scalableUnits.length > 6 ? `${scalableUnits.length} scalable units` : scalableUnits.map(code).join(", ");
  return `- ${code(cluster)}: ${plural(gpus, "GPU")} on ${plural(hosts, "host")} ${kind} (${units}): ${prose(cause)}`;
}

const guaranteeLine = ({ cluster, layer, tenant, beforeGpus, afterGpus, atRiskGpus }: StackReview["guarantees"][number]): string =>
  `- ${code(tenant)} in ${ofLayer(layer)}${code(cluster)}: guarantee ${printNumber(beforeGpus)} → ${printNumber(afterGpus)} GPUs; running work on up to ${plural(atRiskGpus, "GPU")} loses its guarantee and can be preempted`;

const shownSlurmChanges = 4;

function slurmLine({ cluster, changes, ...change }: StackReview["slurm"][number]): string {
  const shown = changes.slice(0, shownSlurmChanges).map(({ path, class: own, before, after, source }) => {
    const values = `${before === undefined ? "new" : code(before)} → ${after === undefined ? "gone" : code(after)}`;
    return `${code(path)} ${values} (${own}: ${prose(source)})`;
  });
  const more = changes.length - shown.length;
  const what = changes.length === 0 ? "the layer is removed" : [...shown, ...(more > 0 ? [plural(more, "more", "more")] : [])].join("; ");
  return `- Slurm in ${code(cluster)}: **${change.class}**${slurmReach(change)}: ${what}`;
}

function reachLine({ change, what, jurisdiction, leavesSite, leavesEea }: StackReview["jurisdictionLinks"][number]): string {
  const away = leavesEea ? "outside the EEA" : leavesSite ? "leaves the site's jurisdiction" : "";
  const note = change === "new" && away !== "" ? `; **${away}**` : "";
  return `- ${change === "new" ? "new" : "no longer"}: ${prose(what)} (${prose(jurisdiction)}${note})`;
}

/** One line for a group of verdicts, with the first one's message. */
function policyLine([first, ...others]: PolicyGroup): string {
  const { rule, resource, outcome, message, origin, exemption } = first;
  const names = [resource, ...others.map((other) => other.resource)];
  const more = names.length - shownNames;
  const on = `${[...new Set(names)].slice(0, shownNames).map(code).join(", ")}${more > 0 ? ` and ${plural(more, "more", "more")}` : ""}`;
  const until =
    exemption === undefined ? "" : `; exempted until ${exemption.expires}, ${prose(exemption.owner)} (${prose(exemption.ticket)})`;
  return `- **${outcome}** ${code(rule)} on ${on}: ${prose(message)} (${origins[origin]}${until})`;
}

/** The heading of the blast radius: its GPUs and Slurm classes in one line. */
export const blastTitle = ({ disturbances, guarantees, slurm }: StackReview) => {
  const gpus = disturbances.reduce((sum, one) => sum + one.gpus, 0);
  const risked = guarantees.reduce((sum, { atRiskGpus }) => sum + atRiskGpus, 0);
  const parts = [
    ...(gpus > 0 ? [`${plural(gpus, "GPU")} drained or replaced`] : []),
    ...(risked > 0 ? [`the guarantee of ${plural(risked, "GPU")} lost`] : []),
    ...(slurm.length > 0 ? [`Slurm: ${[...new Set(slurm.map((change) => change.class))].join(", ")}`] : []),
  ];
  return `Blast radius: ${parts.join(", ")}`;
};

function errorLines(error: string): string[] {
  const lines = error.split("\n");
  const more = lines.length - shownErrorLines;
  return [...lines.slice(0, shownErrorLines).map((line) => line.slice(0, 500)), ...(more > 0 ? [`and ${plural(more, "more line")}`] : [])];
}

/** A stack's sections above its resources. `most` bounds each list. */
export function factSections(review: StackReview, most: number): string[] {
  const {
    stack,
    status,
    comparedWith,
    error,
    notes,
    operations,
    disturbances,
    guarantees,
    slurm,
    jurisdictionLinks,
    policies,
    rulesPassed,
    expired,
    assumptionsAdded,
  } = review;
  const changed = operationsText(operations);
  return [
    `### ${code(stack)}: ${status}`,
    ...(error === undefined ? [] : [fenced("text", errorLines(error))]),
    ...(error === undefined ? [`${changed === "" ? "No resource changes" : changed}, compared with ${prose(comparedWith)}.`] : []),
    ...notes.map(prose),
    ...titled(blastTitle(review), [
      ...limited(disturbances, most, disturbanceLine),
      ...limited(guarantees, most, guaranteeLine),
      ...limited(slurm, most, slurmLine),
    ]),
    ...figuresSection(review, most),
    ...titled("Jurisdictions", limited(jurisdictionLinks, most, reachLine)),
    ...titled(`Rules: ${rulesPassed} passed`, limited(groupPolicies(policies), most, policyLine)),
    ...titled(
      "Ended between the date of the data and today",
      limited(expired, most, ({ date, event }) => `- ${date}: ${prose(event)}`),
    ),
    ...(assumptionsAdded.length === 0
      ? []
      : [
          folded(
            plural(assumptionsAdded.length, "new assumption"),
            limited(assumptionsAdded, most, ({ path, value, reason }) => `- ${code(path)} = ${code(value)}: ${prose(reason)}`).join("\n"),
          ),
        ]),
  ];
}
