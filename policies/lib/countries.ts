import { jurisdictions } from "../../components/catalog/jurisdictions.ts";

/** The country of a jurisdiction; a place that the catalogue lacks begins with its country's code. */
export const countryOf = (jurisdiction: string): string =>
  Object.entries(jurisdictions).find(([code]) => code === jurisdiction)?.[1].country ?? jurisdiction.split("-")[0] ?? "";
