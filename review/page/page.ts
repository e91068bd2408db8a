import { printFrame } from "../html/frame.ts";
import { html, type Html, type Part } from "../html/html.ts";
import { styles } from "../html/styles.ts";
import type { Section } from "../html/section.ts";
import { foldedTable, table } from "../html/table.ts";
import { figureRows, number, ofLayer, operationsText, plural } from "../render/figures.ts";
import { slurmReach } from "../render/slurm.ts";
import { origins } from "../render/policies.ts";
import { blastTitle } from "../render/sections.ts";
import type { Review, StackReview } from "../schema.ts";
import { flowsPicture, powerPicture, racksPicture } from "./pictures.ts";
import { headlines } from "../render/headlines.ts";

/** The whole review, uncut, as one self-contained page: no network, no script. */
export function printPage(review: Review): string {
  const shown = review.stacks.filter(({ status }) => status !== "unchanged");
  const unchanged = review.stacks.filter(({ status }) => status === "unchanged").map(({ stack }) => stack);
  return printFrame(
    {
      title: headlines[review.verdict],
      what: "the review",
      lead: html`<p>Judged on ${review.judgedOn}. ${unchanged.length > 0 ? `Unchanged: ${unchanged.join(", ")}.` : ""}</p>`,
      opening: shown.length === 0 ? html`<p>No changes.</p>` : undefined,
      sections: shown.map(sectionOf),
    },
    styles(),
  );
}

/** A list with its heading; undefined if it is empty. */
const listed = (title: string, items: readonly Part[]): Html | undefined =>
  items.length === 0
    ? undefined
    : html`<h3>${title}</h3>
        <ul>
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>`;

function sectionOf(review: StackReview): Section {
  const { stack, status, operations, comparedWith, error } = review;
  return {
    id: `stack-${stack}`,
    title: `${stack}: ${status}`,
    lead: error ?? `${operationsText(operations) || "No resource changes"}, compared with ${comparedWith}.`,
    body: [...factsOf(review), racksPicture(review), powerPicture(review), flowsPicture(review), resourcesOf(review)],
  };
}

function factsOf(review: StackReview): (Html | undefined)[] {
  const { stack, notes, disturbances, guarantees, slurm, jurisdictionLinks, policies, expired, assumptionsAdded } = review;
  const figures = figureRows(review);
  return [
    listed(blastTitle(review), [
      ...disturbances.map(
        ({ cluster, kind, gpus, hosts, scalableUnits, cause }) =>
          `${cluster}: ${plural(gpus, "GPU")} on ${plural(hosts, "host")} ${kind} (${scalableUnits.join(", ")}): ${cause}`,
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
    ]),
    listed("Notes", notes),
    figures.length === 0
      ? undefined
      : table(
          `Figures of ${stack}`,
          [
            { head: "figure", cell: ({ label, name }) => `${label} ${name}` },
            { head: "before", cell: ({ before }) => before, numeric: true },
            { head: "change", cell: ({ change }) => change, numeric: true },
            { head: "after", cell: ({ after }) => after, numeric: true },
          ],
          figures,
        ),
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
    listed(
      "New assumptions",
      assumptionsAdded.map(({ path, value, reason }) => `${path} = ${value}: ${reason}`),
    ),
  ];
}

function resourcesOf({ stack, resources }: StackReview): Html | undefined {
  if (resources.length === 0) return undefined;
  return foldedTable(
    `the ${plural(resources.length, "resource")} of ${stack} that change`,
    [
      { head: "resource", cell: ({ op, type, name }) => `${op} ${type} ${name}` },
      {
        head: "what changes",
        cell: ({ differences, causes, order }) => [
          causes.length > 0 ? html`<p>because of ${causes.join(", ")}; ${order ?? ""}</p>` : undefined,
          ...differences.map(({ path, before, after }) => html`<div>${path}: ${before ?? "–"} → ${after ?? "–"}</div>`),
        ],
      },
    ],
    resources,
  );
}
