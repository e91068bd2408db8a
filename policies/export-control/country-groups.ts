import { inForceOn, type Dated } from "../../components/lib/dated.ts";
import type { IsoDate } from "../../components/lib/date.ts";
import { countryGroups, type CountryGroup } from "../law/country-groups.ts";

/** The entry that puts a country in one of these groups, by the strongest legal status. */
export function membershipOn(date: IsoDate, country: string, groups: readonly CountryGroup[]): Dated<unknown> | undefined {
  const entries = inForceOn(countryGroups, date).filter(({ value }) => groups.includes(value.group) && value.countries.includes(country));
  return entries.find(({ status }) => status === "in-force") ?? entries[0];
}

/** The groups among these that a country is in by law in force. */
export const groupsOn = (date: IsoDate, country: string, groups: readonly CountryGroup[]): CountryGroup[] =>
  groups.filter((group) => membershipOn(date, country, [group])?.status === "in-force");

/** Every entry of these groups: the law of a rule that tests membership. */
export const lawOfGroups = (groups: readonly CountryGroup[]): Dated<unknown>[] =>
  countryGroups.filter(({ value }) => groups.includes(value.group));
