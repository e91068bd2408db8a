import type { JurisdictionCode } from "../../components/catalog/jurisdictions.ts";

/** The rules that judge a site by the law of its place on permits, grid and heat, by name; or why there are none yet. */
export type PlaceRules = { readonly rules: readonly [string, ...string[]] } | { readonly noneKnown: string };

/** What knows the law of each place. A place that comes into the catalogue needs its entry here: rules, or the reason that none is known. */
export const placeRules: Readonly<Record<JurisdictionCode, PlaceRules>> = {
  NO: { rules: ["nkom-registration", "nkom-registrant", "reserved-capacity-used", "heat-reuse-assessment", "no4-north-grid-freeze"] },
  IS: { rules: ["heat-reuse-assessment", "is-priority-power"] },
  GB: { rules: ["gb-queue-readiness"] },
  "US-TX": { rules: ["ercot-large-load", "ercot-ride-through", "large-load-curtailment"] },
};
