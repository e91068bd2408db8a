import { describe, expect, test } from "vitest";
import { accelerators } from "../../../components/catalog/accelerators.ts";
import { jurisdictionCodes, jurisdictions, type CountryGroup } from "../../../components/catalog/jurisdictions.ts";
import { inForceOn } from "../../../components/lib/dated.ts";
import { stated } from "../../../components/lib/fact.ts";
import { classify, gpuEccnDeclaredIn } from "../../../policies/export-control/classification.ts";
import { groupsOn } from "../../../policies/export-control/country-groups.ts";
import { licenceGroups } from "../../../policies/export-control/destination.ts";
import { judge } from "../../../policies/verdicts/judge.ts";
import { controlBands } from "../../../policies/law/advanced-computing.ts";
import { worldwideRequirements } from "../../../policies/law/diffusion.ts";
import { europeanMembers } from "../../../policies/law/eea.ts";
import { printResult } from "../../support/policies.ts";
import { delivery } from "./resources.ts";

const date = "2026-11-01";
const [bands] = controlBands;

describe("3A090 by performance and density", () => {
  test.each([
    [4800, undefined, "3A090.a"],
    [4799, 5.92, "3A090.a"],
    [1600, 5.92, "3A090.a"],
    [1599, 5.92, "none"],
    [4799, 5.91, "3A090.b"],
    [2400, 1.6, "3A090.b"],
    [2400, 1.59, "none"],
    [2399, 3.2, "3A090.b"],
    [1600, 3.2, "3A090.b"],
    [1600, 3.19, "none"],
    [1600, undefined, "unclear"],
    [1599, undefined, "none"],
  ])("%d with a density of %d is in %s", (tpp, density, paragraph) => {
    expect(classify(bands?.value ?? {}, tpp, density)).toBe(paragraph);
  });
});

test("an accelerator whose figures contradict its classification is refused", () => {
  const small = { ...accelerators.h100, name: "Small", totalProcessingPerformance: stated(2000, "datasheet") };
  const other = { ...accelerators.h100, name: "Other", eccn: stated("3A090.b", "a guess") };
  const rule = gpuEccnDeclaredIn({ small, other, h100: accelerators.h100 });
  const resources = ["small", "other", "h100"].map((accelerator) => delivery({ accelerator }));
  expect(judge([rule], resources, date).map(printResult)).toEqual([
    "violated racks: got Small classified as 3A090.a, with a total processing performance of 2,000, want a performance density too, which decides at this performance; fix: correct the figures or the classification in components/catalog/accelerators.ts",
    "violated racks: got Other classified as 3A090.b, with a total processing performance of 15,832, want 3A090.a, in which those figures put it; fix: correct the figures or the classification in components/catalog/accelerators.ts",
    "passed racks",
  ]);
});

describe("which groups ask for a licence", () => {
  test.each([
    ["NO", []],
    ["IS", []],
    ["CN", ["D:1", "D:4", "D:5"]],
    ["HK", ["D:1", "D:4", "D:5"]],
    ["AE", ["D:4"]],
    ["VN", ["D:1"]],
    // In D:4 and in A:6.
    ["IL", []],
    ["BR", []],
  ])("%s: %j", (country, groups) => {
    expect(licenceGroups(date, country)).toEqual(groups);
  });
});

describe("the catalogue of jurisdictions and the lists agree", () => {
  const [european] = inForceOn(europeanMembers, date);
  const [worldwide] = worldwideRequirements;

  test.each(jurisdictionCodes)("%s", (code) => {
    const { country, eu, eea, countryGroups } = jurisdictions[code];
    const groups = countryGroups.flatMap(({ value }): readonly CountryGroup[] => value);
    expect(groupsOn(date, country, ["A:5"])).toEqual(groups.includes("A:5") ? ["A:5"] : []);
    expect(worldwide?.value.authorisedCountries.includes(country)).toBe(groups.includes("AIA"));
    expect(european?.value.union.includes(country)).toBe(eu);
    expect([...(european?.value.union ?? []), ...(european?.value.eeaOnly ?? [])].includes(country)).toBe(eea);
  });

  test("Norway and Iceland are in the European Economic Area, and not in the European Union", () => {
    expect(european?.value.eeaOnly).toEqual(["IS", "LI", "NO"]);
    expect([european?.value.union.length, worldwide?.value.authorisedCountries.length]).toEqual([27, 18]);
  });
});
