import type { Summary } from "../components/summary/schema.ts";
import { html, type Html, type Part } from "../review/html/html.ts";

/** The marks of an assumed figure, and of one computed from assumed figures. */
export const assumedMark = "*";
export const derivedMark = "†";

/** The anchor of an assumption in the report. */
export const assumptionId = (stack: string, index: number): string => `assumption-${stack}-${index + 1}`;

/** True if a pattern, in which `*` matches one key, is a path or a prefix of it. */
export function coversPath(pattern: string, path: string): boolean {
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

  /** True if any figure under these patterns is assumed. */
  restsOnAssumptions(patterns: readonly string[]): boolean {
    return this.#sites.some(({ assumptions }) => assumptions.some(({ path }) => patterns.some((pattern) => coversPath(pattern, path))));
  }

  /** A figure computed from those under these patterns, marked if any of them is assumed. */
  derived(patterns: readonly string[], text: Part): Html {
    return this.restsOnAssumptions(patterns) ? derived(text) : html`${text}`;
  }

  /** The same as words in a picture. */
  derivedInPicture(patterns: readonly string[], text: string): string {
    return this.restsOnAssumptions(patterns) ? `${text}${derivedMark}` : text;
  }
}

/** Marks figures of one site by the basis that its data states. */
export class Marks extends Totals {
  readonly #site: Summary;

  constructor(site: Summary) {
    super([{ summary: site }]);
    this.#site = site;
  }

  /** True if the figure at this path is assumed. */
  isAssumed(path: string): boolean {
    return this.#indexOf(path) !== -1;
  }

  /** A figure of the data. An assumed one is marked, and links to its reason. */
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

/** A figure computed from assumed ones. */
export const derived = (text: Part): Html =>
  html`<span class="derived">${text}<sup aria-hidden="true">${derivedMark}</sup><span class="unseen"> (from assumed figures)</span></span>`;

const facility = ["clusters.*.gpus", "site.efficiency.powerUsageEffectiveness"];
const energy = [...facility, "site.efficiency.loadFactor"];

/** The paths from which figures of the report are computed. */
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
