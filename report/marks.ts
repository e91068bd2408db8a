import type { Summary } from "../components/summary/schema.ts";
import { html, type Html, type Part } from "../review/html/html.ts";

/** What marks a figure that no public source states, and one that is computed from such figures. */
export const assumedMark = "*";
export const derivedMark = "†";

/** The anchor of an assumption in the report. */
export const assumptionId = (stack: string, index: number): string => `assumption-${stack}-${index + 1}`;

/** Whether a pattern, in which `*` stands for one key, is a path or the beginning of one. */
export function covers(pattern: string, path: string): boolean {
  const keys = (text: string) => text.replaceAll("[", ".[").split(".");
  const wanted = keys(pattern);
  const got = keys(path);
  return wanted.length <= got.length && wanted.every((key, index) => key === "*" || key === got[index]);
}

/** Marks totals that are computed from figures of several sites. */
export class Totals {
  readonly #sites: readonly Summary[];

  constructor(sites: readonly { readonly summary: Summary }[]) {
    this.#sites = sites.map(({ summary }) => summary);
  }

  /** Whether any figure that these patterns cover is assumed. */
  restsOnAssumptions(patterns: readonly string[]): boolean {
    return this.#sites.some(({ assumptions }) => assumptions.some(({ path }) => patterns.some((pattern) => covers(pattern, path))));
  }

  /** A figure that is computed from what these patterns cover: marked where any of that is assumed. */
  derived(patterns: readonly string[], text: Part): Html {
    return this.restsOnAssumptions(patterns) ? derived(text) : html`${text}`;
  }

  /** The same as words in a picture. */
  derivedInPicture(patterns: readonly string[], text: string): string {
    return this.restsOnAssumptions(patterns) ? `${text}${derivedMark}` : text;
  }
}

/** Marks figures of one site by what its data says of them. */
export class Marks extends Totals {
  readonly #site: Summary;

  constructor(site: Summary) {
    super([{ summary: site }]);
    this.#site = site;
  }

  /** Whether the figure at this path is assumed. */
  isAssumed(path: string): boolean {
    return this.#indexOf(path) !== -1;
  }

  /** A figure of the data: where it is assumed, marked, and a link to the reason. */
  fact(path: string, text: Part): Html {
    const index = this.#indexOf(path);
    if (index === -1) return html`${text}`;
    const mark = html`<sup aria-hidden="true">${assumedMark}</sup><span class="unseen"> (assumed)</span>`;
    return html`<a class="assumed" href="#${assumptionId(this.#site.stack, index)}">${text}${mark}</a>`;
  }

  /** The same as words in a picture. */
  factInPicture(path: string, text: string): string {
    return this.isAssumed(path) ? `${text}${assumedMark}` : text;
  }

  #indexOf(path: string): number {
    return this.#site.assumptions.findIndex((assumption) => assumption.path === path);
  }
}

/** A figure that is computed from assumed ones. */
export const derived = (text: Part): Html =>
  html`<span class="derived">${text}<sup aria-hidden="true">${derivedMark}</sup><span class="unseen"> (from assumed figures)</span></span>`;

const facility = ["clusters.*.gpus", "site.efficiency.powerUsageEffectiveness"];
const energy = [...facility, "site.efficiency.loadFactor"];

/** What figures of the report are computed from. */
export const inputs = {
  gpus: ["clusters.*.gpus"],
  deliveries: ["deliveries.*.gpus", "deliveries.*.deliveredOn"],
  capacity: ["site.phases.*.capacityMegawatts"],
  capacityByDate: ["site.phases.*.capacityMegawatts", "site.phases.*.energisedOn"],
  facility,
  energy,
  energyBySource: [...energy, "site.powerAgreements.*.megawatts", "site.powerAgreements.*.source"],
  marketCarbon: [...energy, "site.powerAgreements"],
  racks: ["clusters.*.gpus", "clusters.*.unitsPerRack", "clusters.*.scalableUnitUnits"],
} as const;
