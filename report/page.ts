import { assumptionsSection } from "./assumptions.ts";
import type { ReportData } from "./data.ts";
import { disputesSection } from "./disputes.ts";
import { energySection } from "./energy.ts";
import { day, plural } from "../review/html/format.ts";
import { flexibilitySection } from "./flexibility.ts";
import { growthSection } from "./growth.ts";
import { hallsSection } from "./halls.ts";
import { heatSection } from "./heat.ts";
import { printFrame } from "../review/html/frame.ts";
import { html, type Html } from "../review/html/html.ts";
import { styles } from "../review/html/styles.ts";
import { keyFigures } from "./key-figures.ts";
import { assumedMark, derivedMark } from "./marks.ts";
import { modelsSection } from "./models.ts";
import { powerSection } from "./power.ts";
import { sitesSection } from "./sites.ts";
import { tenantsSection } from "./tenants.ts";
import { timelineSection } from "./timeline.ts";

/** The fleet's report: one self-contained page, no network, no script. */
export function printReport(data: ReportData): string {
  const sections = [
    sitesSection,
    growthSection,
    powerSection,
    flexibilitySection,
    energySection,
    heatSection,
    tenantsSection,
    modelsSection,
    hallsSection,
    timelineSection,
    disputesSection,
    assumptionsSection,
  ].map((section) => section(data));
  const title = `The fleet as of ${day(data.fleet.asOf).replaceAll("\u00a0", " ")}`;
  return printFrame(
    {
      title,
      what: "the report",
      lead: html`<p>
          ${plural(data.sites.length, "site")}, their power, their GPUs, and the figures that are still assumed. Computed from the data that
          the sites are built from; nothing is measured.
        </p>
        ${keyFigures(data)}`,
      opening: howToRead(),
      sections,
      foot: html`<p>
        Data: ${Object.keys(data.fleet.sites).map((stack, index) => html`${index > 0 ? ", " : ""}<code>stacks/${stack}.ts</code>`)}. Coasts
        and borders: Natural Earth. Type: Inter, SIL Open Font License.
      </p>`,
    },
    styles(),
  );
}

const howToRead = (): Html =>
  html`<aside class="how" aria-label="How to read the figures">
    <p>
      <span class="assumed">12&nbsp;MW<sup>${assumedMark}</sup></span> is assumed: no public source states it. It links to the reason.
    </p>
    <p>
      <span class="derived">12&nbsp;MW<sup>${derivedMark}</sup></span> is computed from at least one assumed figure.
    </p>
    <p>All others are stated by the operator or announced in public.</p>
  </aside>`;
