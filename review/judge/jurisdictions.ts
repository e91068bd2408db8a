import { jurisdictions, type JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import type { Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";
import { homeOf, jurisdictionLinksOf, type JurisdictionLink } from "./jurisdiction-links.ts";

/** The members of the European Economic Area, ISO 3166-1 alpha-2. An unknown place counts as outside. */
const eea = new Set("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split(" "));

/** The country of a jurisdiction of the catalogue; any other code is taken for a country itself. */
const countryOf = (code: string) => (code in jurisdictions ? jurisdictions[code as JurisdictionCode].country : code);

/** The links to jurisdictions that a change adds and removes. */
export function jurisdictionChanges(steps: readonly Step[]): StackReview["jurisdictionLinks"] {
  const [before, after] = [jurisdictionLinksOf(steps, "before"), jurisdictionLinksOf(steps, "after")];
  const home = homeOf(steps);
  const isIn = (list: readonly JurisdictionLink[], one: JurisdictionLink) =>
    list.some((other) => other.what === one.what && other.jurisdiction === one.jurisdiction);
  const note = (change: "new" | "gone") => (link: JurisdictionLink) => ({
    change,
    ...link,
    leavesSite: countryOf(link.jurisdiction) !== countryOf(home),
    leavesEea: eea.has(countryOf(home)) && !eea.has(countryOf(link.jurisdiction)),
  });
  return [
    ...after.filter((link) => !isIn(before, link)).map(note("new")),
    ...before.filter((link) => !isIn(after, link)).map(note("gone")),
  ].sort((a, b) => Number(b.leavesEea) - Number(a.leavesEea) || Number(b.leavesSite) - Number(a.leavesSite));
}

/** The number of links to each jurisdiction, before and after; the site's own comes first. */
export function jurisdictionFlows(steps: readonly Step[]): StackReview["flows"] {
  const [before, after] = [jurisdictionLinksOf(steps, "before"), jurisdictionLinksOf(steps, "after")];
  const codes = [...new Set([...after, ...before].map(({ jurisdiction }) => jurisdiction))];
  const to = (list: readonly JurisdictionLink[], code: string) => list.filter(({ jurisdiction }) => jurisdiction === code).length;
  const home = homeOf(steps);
  return codes
    .map((code) => ({ jurisdiction: code, before: to(before, code), after: to(after, code) }))
    .sort((a, b) => Number(b.jurisdiction === home) - Number(a.jurisdiction === home) || (a.jurisdiction < b.jurisdiction ? -1 : 1));
}
