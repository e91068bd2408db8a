import { expect, test } from "vitest";
import { countryCodes, countryMeant, countryName } from "../../../components/lib/countries.ts";
import { europeanMembers } from "../../../components/catalog/european-area.ts";
import { jurisdictionCodes, jurisdictions } from "../../../components/catalog/jurisdictions.ts";

test("there are the 249 codes of ISO 3166-1, in order, each with a name", () => {
  expect(countryCodes.length).toBe(249);
  expect(countryCodes).toEqual([...new Set(countryCodes)].sort());
  expect(countryCodes.filter((code) => countryName(code) === code)).toEqual([]);
});

test("none of them is reserved, withdrawn or for private use", () => {
  expect(["UK", "EU", "UN", "AN", "SU", "XK", "XX", "ZZ", "AA"].filter((code) => countryCodes.includes(code))).toEqual([]);
});

test("every country of the catalogue is one", () => {
  const named = [
    ...jurisdictionCodes.map((code) => jurisdictions[code].country),
    ...europeanMembers.flatMap(({ value: { union, eeaOnly } }) => [...union, ...eeaOnly]),
  ];
  expect(named.filter((code) => !countryCodes.includes(code))).toEqual([]);
});

test.each([
  ["UK", "GB"],
  ["uk", "GB"],
  ["no", "NO"],
  ["Norway", "NO"],
  [" united kingdom ", "GB"],
  ["EL", "GR"],
  ["SU", "RU"],
  ["XX", undefined],
  ["EU", undefined],
  ["Atlantis", undefined],
  ["", undefined],
])("%j means %s", (text, code) => {
  expect(countryMeant(text)).toBe(code);
});
