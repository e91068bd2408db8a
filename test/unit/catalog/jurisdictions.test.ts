import { expect, test } from "vitest";
import { gridZones, jurisdictionCodes, jurisdictions } from "../../../components/catalog/jurisdictions.ts";
import type { JurisdictionCode } from "../../../components/catalog/jurisdictions.ts";
import { inForceOn } from "../../../components/lib/dated.ts";

test("the places, their countries, unions and regions", () => {
  const rows = jurisdictionCodes.map((code) => {
    const { country, name, eu, eea, region } = jurisdictions[code];
    return [code, country, name, { eu, eea }, region];
  });
  expect(rows).toEqual([
    ["NO", "NO", "Norway", { eu: false, eea: true }, "no"],
    ["IS", "IS", "Iceland", { eu: false, eea: true }, "is"],
    ["GB", "GB", "United Kingdom", { eu: false, eea: false }, "gb"],
    ["US-TX", "US", "Texas, United States", { eu: false, eea: false }, "us-tx"],
  ]);
});

test("every grid zone lies in one jurisdiction", () => {
  expect(Object.fromEntries(jurisdictionCodes.map((code) => [code, jurisdictions[code].gridZones]))).toEqual({
    NO: ["NO1", "NO2", "NO3", "NO4", "NO5"],
    IS: ["IS"],
    GB: ["GB"],
    "US-TX": ["ERCOT"],
  });
  expect(new Set(gridZones).size).toBe(gridZones.length);
});

test.each<[JurisdictionCode, string, string[]]>([
  ["NO", "2018-07-19", []],
  ["NO", "2018-07-20", ["no-transfer"]],
  ["IS", "2026-11-01", ["no-transfer"]],
  ["GB", "2021-06-27", []],
  ["GB", "2021-06-28", ["adequacy"]],
  ["GB", "2025-12-18", ["adequacy"]],
  ["GB", "2025-12-19", ["adequacy", "adequacy"]],
  ["GB", "2025-12-28", ["adequacy"]],
  ["GB", "2031-12-27", ["adequacy"]],
  ["GB", "2031-12-28", []],
  ["US-TX", "2021-06-26", []],
  ["US-TX", "2023-07-09", ["safeguards"]],
  ["US-TX", "2023-07-10", ["adequacy-if-certified", "safeguards"]],
])("transfers to %s on %s rest on %j", (code, date, kinds) => {
  expect(inForceOn(jurisdictions[code].transferBasis, date).map(({ value }) => value.kind)).toEqual(kinds);
});

test("every transfer basis outside the EEA but plain adequacy says what it requires", () => {
  for (const code of jurisdictionCodes) {
    for (const { value } of jurisdictions[code].transferBasis) {
      const plain = value.kind === "no-transfer" || value.kind === "adequacy";
      expect(value.requires === undefined, `${code} ${value.kind}`).toBe(plain);
    }
  }
});

test.each<[JurisdictionCode, string[][]]>([
  ["NO", [["A:1", "A:2", "A:3", "A:4", "A:5"], ["AIA"]]],
  ["IS", [["A:1", "A:2", "A:3", "A:4", "A:5"]]],
  ["GB", [["A:1", "A:2", "A:3", "A:4", "A:5"], ["AIA"]]],
  ["US-TX", []],
])("United States export law puts %s in %j", (code, groups) => {
  expect(inForceOn(jurisdictions[code].countryGroups, "2026-11-01").map(({ value }) => value)).toEqual(groups);
});

test("the authorization list is in the text but not enforced", () => {
  for (const code of jurisdictionCodes) {
    for (const { value, status } of jurisdictions[code].countryGroups) {
      expect(status, code).toBe(value.includes("AIA") ? "suspended" : "in-force");
    }
  }
});
