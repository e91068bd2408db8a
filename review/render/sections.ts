import { printGibibytes, printSpan } from "../judge/headline.ts";
import { shortened } from "../html/visible.ts";
import type { Review, StackReview } from "../schema.ts";
import { costTexts } from "./cost.ts";
import { figureRows, number, ofLayer, operationsText, plural, signed } from "./figures.ts";
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

type Stored = StackReview["storedData"][number];

/** What becomes of stored data, in one line. */
export const storedText = ({ kind, what, tenant, cluster, gibibytes, fate, because }: Stored): string =>
  `${kind} ${what}${gibibytes === undefined ? "" : `, ${printGibibytes(gibibytes)}`}${tenant === undefined ? "" : `, of ${tenant}`}${cluster === "" ? "" : `, in ${cluster}`}: ${fate}: ${because}`;

/** A refused change, who refuses it, and the way round. */
export const refusalText = ({ type, name, path, before, after, source, wayRound }: StackReview["refusals"][number]): string =>
  `${type.split(":").at(-1) ?? ""} ${name}: ${path}: ${before ?? "none"} → ${after ?? "none"} (${source}); fix: ${wayRound}`;

export const restartText = ({ cluster, kind, name, replicas, gpus, when }: StackReview["restarts"][number]): string =>
  `${kind} ${name}${cluster === "" ? "" : ` in ${cluster}`}: its ${kind === "control plane" ? "hosts" : "pods"} are replaced ${when}${replicas === undefined ? "" : `, ${plural(replicas, "replica")}`}${gpus > 0 ? `, ${plural(gpus, "GPU")}` : ""}`;

export const upgradeText = ({ operator, before, after, clusters, gpus, restarts }: StackReview["upgrades"][number]): string =>
  `${operator} ${before} → ${after} in ${clusters.join(", ")} (${plural(gpus, "GPU")}) restarts ${restarts}`;

/** Facts that moved, as rows of before, change and after. */
export function movedRows({
  dates,
  promises,
  milestones,
}: StackReview): { readonly label: string; readonly cells: readonly [string, string, string] }[] {
  return [
    ...dates.map(({ of, field, before, after }) => ({
      label: `${of}: ${field}`,
      cells: [before, printSpan(before, after), after] as const,
    })),
    ...promises.map(({ party, what, amount, before = "–", after = "–" }) => ({
      label: `${what} of ${party}: ${amount}`,
      cells: [before, before === "–" ? "new" : after === "–" ? "gone" : "changed", after] as const,
    })),
    ...milestones.map(({ date, wantedGpus, beforeGpus, afterGpus }) => ({
      label: `milestone of ${date}: GPUs of ${printNumber(wantedGpus)}`,
      cells: [printNumber(beforeGpus), signed(afterGpus - beforeGpus, 0), printNumber(afterGpus)] as const,
    })),
  ];
}

/** Assumed values that come, go, change or are reworded, each in a line. */
export function assumptionTexts(assumptions: StackReview["assumptions"]): {
  readonly changed: readonly string[];
  readonly rest: readonly string[];
} {
  const changed = assumptions.flatMap(({ path, before, after }) =>
    before === undefined || after === undefined || before.value === after.value
      ? []
      : [
          `${path}: ${before.value} → ${after.value}: ${after.reason}${before.reason === after.reason ? " (the same reason as before)" : ""}`,
        ],
  );
  const rest = assumptions.flatMap(({ path, before, after }) => {
    if (before === undefined) return [`new: ${path} = ${after?.value ?? ""}: ${after?.reason ?? ""}`];
    if (after === undefined) return [`no longer: ${path} = ${before.value}`];
    return before.value === after.value ? [`reworded: ${path} = ${after.value}: ${after.reason}`] : [];
  });
  return { changed, rest };
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`**${title}**\n\n${lines.join("\n")}`];
}

function figuresSection(review: StackReview, most: number): string[] {
  const moved = movedRows(review).map(({ label, cells: [before, change, after] }) => ({ label, name: "", before, change, after }));
  const rows = [...figureRows(review), ...moved];
  if (rows.length === 0) return [];
  const cells = rows
    .slice(0, most)
    .map(({ label, name, before, change, after }) => [
      name === "" ? prose(label) : `${label} ${code(name)}`,
      prose(before),
      `**${prose(change)}**`,
      prose(after),
    ]);
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
export const blastTitle = ({ disturbances, guarantees, slurm, restarts }: StackReview) => {
  const gpus = disturbances.reduce((sum, one) => sum + one.gpus, 0);
  const risked = guarantees.reduce((sum, { atRiskGpus }) => sum + atRiskGpus, 0);
  const classes = [...new Set(slurm.map((change) => change.class))].filter((itsClass) => itsClass !== "none");
  const parts = [
    ...(gpus > 0 ? [`${plural(gpus, "GPU")} drained or replaced`] : []),
    ...(risked > 0 ? [`the guarantee of ${plural(risked, "GPU")} lost`] : []),
    ...(restarts.length > 0 ? [`${plural(restarts.length, "workload")} restarted`] : []),
    ...(classes.length > 0 ? [`Slurm: ${classes.join(", ")}`] : []),
  ];
  return `Blast radius: ${parts.length === 0 ? "no running work" : parts.join(", ")}`;
};

function errorLines(error: string): string[] {
  const lines = error.split("\n");
  const more = lines.length - shownErrorLines;
  return [
    ...lines.slice(0, shownErrorLines).map((line) => shortened(line, 500)),
    ...(more > 0 ? [`and ${plural(more, "more line")}`] : []),
  ];
}

/** Findings of before the change, in one folded line; a violation of before still stops it, and stays in sight. */
function rulesSection({ policies, rulesPassed }: StackReview, most: number): string[] {
  const isOld = ({ origin, outcome }: StackReview["policies"][number]) => origin === "old" && outcome !== "violation";
  const [fresh, old] = [policies.filter((one) => !isOld(one)), policies.filter(isOld)];
  return [
    ...titled(`Rules: ${rulesPassed} passed`, limited(groupPolicies(fresh), most, policyLine)),
    ...(old.length === 0
      ? []
      : [folded(`${plural(old.length, "finding")} of before this change`, limited(groupPolicies(old), most, policyLine).join("\n"))]),
  ];
}

const bullet = (text: string) => `- ${prose(text)}`;

/** `3 new, 1 gone assumptions`. */
function assumptionsTitle(texts: readonly string[]): string {
  const counts = (["new", "no longer", "reworded"] as const).flatMap((kind) => {
    const { length } = texts.filter((text) => text.startsWith(`${kind}: `));
    return length === 0 ? [] : [`${number(length, 0)} ${kind === "no longer" ? "withdrawn" : kind}`];
  });
  return `${counts.join(", ")} ${texts.length === 1 ? "assumption" : "assumptions"}`;
}

function assumptionsSection({ assumptions }: StackReview, most: number): string[] {
  const { changed, rest } = assumptionTexts(assumptions);
  return [
    ...titled("Assumed values that change", limited(changed, most, bullet)),
    ...(rest.length === 0 ? [] : [folded(assumptionsTitle(rest), limited(rest, most, bullet).join("\n"))]),
  ];
}

/** How a change alters what judges it: each rule, law, parameter, exemption and file in a line. */
export const judgeTexts = ({ changes }: NonNullable<Review["judge"]>): string[] =>
  changes.map(({ of, change, name, text }) => `${of} ${change}, ${name}: ${text}`);

/** The section on what judges the change. */
export const judgeSection = ({ judge }: Review, most: number): string[] =>
  judge === undefined ? [] : titled("What judges this change changes with it", limited(judgeTexts(judge), most, bullet));

/** A stack's sections above its resources. `most` bounds each list. */
export function factSections(review: StackReview, most: number): string[] {
  const { stack, status, comparedWith, error, notes, operations, disturbances, guarantees, slurm, jurisdictionLinks, expired } = review;
  const changed = operationsText(operations);
  return [
    `### ${code(stack)}: ${status}`,
    ...(error === undefined
      ? [`${changed === "" ? "No resource changes" : changed}, compared with ${prose(comparedWith)}.`]
      : [fenced("text", errorLines(error))]),
    ...notes.map(prose),
    ...titled(
      "Stored data",
      limited(review.storedData, most, (one) => bullet(storedText(one))),
    ),
    ...titled(
      "Refused by the cluster",
      limited(review.refusals, most, (one) => bullet(refusalText(one))),
    ),
    ...titled(blastTitle(review), [
      ...limited(disturbances, most, disturbanceLine),
      ...limited(guarantees, most, guaranteeLine),
      ...limited(slurm, most, slurmLine),
      ...limited(review.restarts, most, (one) => bullet(restartText(one))),
    ]),
    ...titled(
      "Operators upgraded",
      limited(review.upgrades, most, (one) => bullet(upgradeText(one))),
    ),
    ...figuresSection(review, most),
    ...(review.cost === undefined ? [] : [`**Cost:** ${prose(costTexts(review.cost).join("; "))}`]),
    ...titled("Jurisdictions", limited(jurisdictionLinks, most, reachLine)),
    ...rulesSection(review, most),
    ...titled(
      "Ended between the date of the data and today",
      limited(expired, most, ({ date, event }) => `- ${date}: ${prose(event)}`),
    ),
    ...assumptionsSection(review, most),
  ];
}
