import { printFrame } from "../html/frame.ts";
import { html, type Html, type Part } from "../html/html.ts";
import { styles } from "../html/styles.ts";
import type { Section } from "../html/section.ts";
import { table } from "../html/table.ts";
import { costTexts } from "../render/cost.ts";
import { figureRows, number, ofLayer, operationsText, plural } from "../render/figures.ts";
import { slurmReach } from "../render/slurm.ts";
import { origins } from "../render/policies.ts";
import { linesOf } from "../render/differences.ts";
import {
  assumptionTexts,
  blastTitle,
  judgeTexts,
  movedRows,
  refusalText,
  restartText,
  storedText,
  upgradeText,
} from "../render/sections.ts";
import type { Review, StackReview } from "../schema.ts";
import { flowsPicture, powerPicture, racksPicture } from "./pictures.ts";
import { headlines } from "../render/headlines.ts";

/** The whole review as one self-contained page: every value and every resource, no network, no script. */
export function printPage(review: Review): string {
  const shown = review.stacks.filter(({ status }) => status !== "unchanged");
  const of = review.head === undefined ? "" : ` of ${review.head.slice(0, 12)}`;
  const unchanged = review.stacks.filter(({ status }) => status === "unchanged").map(({ stack }) => stack);
  return printFrame(
    {
      title: headlines[review.verdict],
      what: "the review",
      lead: html`<p>Judged on ${review.judgedOn}${of}. ${unchanged.length > 0 ? `Unchanged: ${unchanged.join(", ")}.` : ""}</p>`,
      opening:
        shown.length === 0
          ? html`<p>No changes.</p>`
          : html`<ul class="sentences">
              ${shown.map(
                ({ stack, headline }) =>
                  html`<li><a href="#stack-${stack}">${stack}</a>: ${headline.join("; ") || "no facts change"}.</li>`,
              )}
            </ul>`,
      sections: [...(review.judge === undefined ? [] : [judgeSectionOf(review.judge)]), ...shown.map(sectionOf)],
    },
    styles(),
  );
}

const judgeSectionOf = (judge: NonNullable<Review["judge"]>): Section => ({
  id: "judge",
  title: "What judges this change changes with it",
  lead: judge.isAcknowledged ? "Acknowledged." : "Not acknowledged. The base's rules judged too.",
  body: html`<ul>
    ${judgeTexts(judge).map((text) => html`<li>${text}</li>`)}
  </ul>`,
});

/** A list with its heading; undefined if it is empty. */
const listed = (title: string, items: readonly Part[]): Html | undefined =>
  items.length === 0
    ? undefined
    : html`<h3>${title}</h3>
        <ul>
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>`;

function sectionOf(review: StackReview): Section {
  const { stack, status, operations, comparedWith, error, seal } = review;
  return {
    id: `stack-${stack}`,
    title: `${stack}: ${status}`,
    lead: error ?? [
      `${operationsText(operations) || "No resource changes"}, compared with ${comparedWith}.`,
      seal === undefined ? undefined : html` Sealed: <code>npm run pulumi -- up --stack ${stack} --sealed ${seal}</code>`,
    ],
    body: [...factsOf(review), racksPicture(review), powerPicture(review), flowsPicture(review), resourcesOf(review)],
  };
}

/** Names in one line: all of a few, or the first and the last of many. */
const spanOf = (names: readonly string[]): string =>
  names.length > 6 ? `${names[0] ?? ""} to ${names.at(-1) ?? ""}, ${number(names.length, 0)} scalable units` : names.join(", ");

function blastOf(review: StackReview): Html | undefined {
  const { disturbances, guarantees, slurm, restarts } = review;
  return listed(blastTitle(review), [
    ...disturbances.map(
      ({ cluster, kind, gpus, hosts, scalableUnits, cause }) =>
        `${cluster}: ${plural(gpus, "GPU")} on ${plural(hosts, "host")} ${kind} (${spanOf(scalableUnits)}): ${cause}`,
    ),
    ...guarantees.map(
      ({ cluster, layer, tenant, beforeGpus, afterGpus }) =>
        `${tenant} in ${ofLayer(layer)}${cluster}: guarantee ${number(beforeGpus, 0)} → ${number(afterGpus, 0)} GPUs`,
    ),
    ...slurm.map(
      ({ cluster, changes, ...change }) =>
        html`Slurm in ${cluster}: ${change.class}${slurmReach(change)}
          <ul>
            ${changes.map(
              ({ path, class: own, before, after, source }) =>
                html`<li>${path}: ${before ?? "new"} → ${after ?? "gone"} (${own}: ${source})</li>`,
            )}
          </ul>`,
    ),
    ...restarts.map(restartText),
  ]);
}

function figuresOf(review: StackReview): Html | undefined {
  const moved = movedRows(review).map(({ label, cells: [before, change, after] }) => ({ label, name: "", before, change, after }));
  const rows = [...figureRows(review), ...moved];
  if (rows.length === 0) return undefined;
  return table(
    `Figures of ${review.stack}`,
    [
      { head: "figure", cell: ({ label, name }) => `${label} ${name}`.trim() },
      { head: "before", cell: ({ before }) => before, numeric: true },
      { head: "change", cell: ({ change }) => change, numeric: true },
      { head: "after", cell: ({ after }) => after, numeric: true },
    ],
    rows,
  );
}

/** What moves, and the assumed facts that it rests on. */
const costOf = (cost: NonNullable<StackReview["cost"]>): Html =>
  html`${listed("Cost, with every planned cluster running", costTexts(cost))}
    <details class="behind">
      <summary>${plural(cost.assumed.length, "assumed figure")} that this rests on</summary>
      <ul>
        ${cost.assumed.map((text) => html`<li>${text}</li>`)}
      </ul>
    </details>`;

function factsOf(review: StackReview): (Html | undefined)[] {
  const { notes, jurisdictionLinks, policies, expired } = review;
  const { changed, rest } = assumptionTexts(review.assumptions);
  return [
    listed("Stored data", review.storedData.map(storedText)),
    listed("Refused by the cluster", review.refusals.map(refusalText)),
    blastOf(review),
    listed("Operators upgraded", review.upgrades.map(upgradeText)),
    listed("Notes", notes),
    figuresOf(review),
    review.cost === undefined ? undefined : costOf(review.cost),
    listed(
      "Jurisdictions",
      jurisdictionLinks.map(
        ({ change, what, jurisdiction, leavesEea }) => `${change}: ${what} (${jurisdiction}${leavesEea ? ", outside the EEA" : ""})`,
      ),
    ),
    listed(
      "Rules",
      policies.map(({ rule, resource, outcome, message, origin }) => `${outcome}: ${rule} on ${resource}: ${message} (${origins[origin]})`),
    ),
    listed(
      "Ended between the date of the data and today",
      expired.map(({ date, event }) => `${date}: ${event}`),
    ),
    listed("Assumed values that change", changed),
    rest.length === 0
      ? undefined
      : html`<details class="behind">
          <summary>${plural(rest.length, "assumption")} that are new, withdrawn or reworded</summary>
          <ul>
            ${rest.map((text) => html`<li>${text}</li>`)}
          </ul>
        </details>`,
  ];
}

const lineClasses = { "+": "added", "-": "removed", "!": "changed", " ": "around" } as const;

/** The differences of a resource, whole: lists as sets, texts by line. */
const differencesOf = ({ differences }: StackReview["resources"][number]): Html | undefined =>
  differences.length === 0
    ? undefined
    : html`<pre class="difference" tabindex="0">
${differences.flatMap(linesOf).map(({ sign, text }) => html`<span class="${lineClasses[sign]}">${`${sign} ${text}\n`}</span>`)}</pre>`;

function resourcesOf({ stack, resources }: StackReview): Html | undefined {
  if (resources.length === 0) return undefined;
  return html`<details class="behind">
    <summary>the ${plural(resources.length, "resource")} of ${stack} that change</summary>
    ${resources.map(
      (resource) =>
        html`<p class="resource">${resource.op} <code>${resource.type} ${resource.name}</code></p>
          ${resource.causes.length > 0 ? html`<p>because of ${resource.causes.join(", ")}; ${resource.order ?? ""}</p>` : undefined}
          ${differencesOf(resource)}`,
    )}
  </details>`;
}
