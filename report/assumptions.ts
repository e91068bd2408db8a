import type { ReportData, SiteData } from "./data.ts";
import { plural } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import { assumptionId } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { printFigure } from "../components/lib/number.ts";

/** Every figure without a public source, with the reason for the assumed value. */
export function assumptionsSection({ sites }: ReportData): Section {
  const total = sites.reduce((sum, { summary }) => sum + summary.assumptions.length, 0);
  return {
    id: "assumptions",
    title: "Assumptions",
    lead: html`${plural(total, "figure")} that no public source states. Each is in its site's data file with the reason given here, and is
    to be replaced by the real one.`,
    body: sites.map(assumptionsOf),
  };
}

function assumptionsOf({ summary: { stack, site, assumptions } }: SiteData): Html {
  return html`<details class="assumptions">
    <summary>${site.name}: ${plural(assumptions.length, "assumption")} <small>stacks/${stack}.ts</small></summary>
    <div class="scroll" role="group" aria-label="Assumptions of ${site.name}" tabindex="0">
      <table>
        <caption class="unseen">
          Assumptions of ${site.name}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="text">Figure</th>
            <th scope="col" class="text">Value</th>
            <th scope="col" class="text">Reason</th>
          </tr>
        </thead>
        <tbody>
          ${assumptions.map(
            ({ path, value, reason }, index) =>
              html`<tr id="${assumptionId(stack, index)}">
                <th scope="row" class="text"><code>${breakable(path)}</code></th>
                <td class="text">${printValue(path, value)}</td>
                <td class="text">${reason}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** A path with line breaks allowed after its dots. */
export const breakable = (path: string): Html =>
  html`${path.split(/(?<=\.)/).map((key, index) => html`${index > 0 ? html`<wbr />` : ""}${key}`)}`;

/** Units, by the ending of a field's name. */
const units: readonly (readonly [RegExp, string])[] = [
  [/megawatts(Each)?$/i, "MW"],
  [/kilowatts$/i, "kW"],
  [/percent$/i, "%"],
  [/degrees$/i, "°"],
  [/usdMillions$/i, "million US$"],
  [/litresPerKilowattHour$/i, "l/kWh"],
  [/\.gpus$/, "GPUs"],
  [/years$/i, "years"],
];

/** A value of the data in words, with the unit from its field's name. */
export function printValue(path: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => printValue(path, item)).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return String(value);
  const text = printFigure(value, { atMost: 3 });
  const found = units.find(([pattern]) => pattern.test(path))?.[1];
  return found === undefined ? text : found === "°" ? `${text}°` : `${text}\u00a0${found}`;
}
