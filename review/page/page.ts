import { html, textOf, trusted, type Html, type Part } from "../report/html.ts";
import { styles } from "../report/page.ts";
import { printSection, type Section } from "../report/section.ts";
import { foldedTable, table } from "../report/table.ts";
import { figureRows, operationsText, plural } from "../render/figures.ts";
import { origins } from "../render/policies.ts";
import type { Review, StackReview } from "../schema.ts";
import { flowsPicture, powerPicture, racksPicture } from "./pictures.ts";

const headlines = {
  clear: "Nothing here stops this change",
  failed: "This change cannot go on as it is",
  unacknowledged: "This change destroys something, and nobody has said that it is meant",
} as const satisfies Record<Review["verdict"], string>;

/** The whole review as one page that needs nothing but itself, no network and no script. Nothing is cut. */
export function printPage(review: Review): string {
  const shown = review.stacks.filter(({ status }) => status !== "unchanged");
  const unchanged = review.stacks.filter(({ status }) => status === "unchanged").map(({ stack }) => stack);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${headlines[review.verdict]}</title>
        <link rel="icon" href="data:," />
        <style>
          ${trusted(styles())}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the review</a>
        <header>
          <div class="wide">
            <h1>${headlines[review.verdict]}</h1>
            <p>Judged on ${review.judgedOn}. ${unchanged.length > 0 ? `Unchanged: ${unchanged.join(", ")}.` : ""}</p>
            <nav aria-label="Contents">
              <ol>
                ${shown.map(({ stack }) => html`<li><a href="#stack-${stack}">${stack}</a></li>`)}
              </ol>
            </nav>
          </div>
        </header>
        <main id="main" tabindex="-1">
          <div class="wide">${shown.length === 0 ? html`<p>No changes.</p>` : shown.map((stack) => printSection(sectionOf(stack)))}</div>
        </main>
      </body>
    </html> `;
  return textOf(page);
}

/** A list with its heading; nothing where it is empty. */
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
    body: [powerPicture(review), racksPicture(review), flowsPicture(review), ...factsOf(review), resourcesOf(review)],
  };
}

function factsOf(review: StackReview): (Html | undefined)[] {
  const { stack, notes, disturbances, queues, reaches, policies, expired, assumptionsAdded } = review;
  const figures = figureRows(review);
  return [
    listed("Notes", notes),
    listed("Blast radius", [
      ...disturbances.map(
        ({ cluster, kind, gpus, hosts, scalableUnits, cause }) =>
          `${cluster}: ${plural(gpus, "GPU")} on ${plural(hosts, "host")} ${kind} (${scalableUnits.join(", ")}): ${cause}`,
      ),
      ...queues.map(({ cluster, tenant, beforeGpus, afterGpus }) => `${tenant} in ${cluster}: guarantee ${beforeGpus} → ${afterGpus} GPUs`),
    ]),
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
      reaches.map(
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
