import { expect, test } from "vitest";
import { carbonIntensity } from "../../../components/catalog/carbon.ts";
import { gridZones } from "../../../components/catalog/jurisdictions.ts";

test("grams of CO2 a kWh: physical, life cycle, without guarantees of origin", () => {
  const rows = gridZones.map((zone) => {
    const { physicalGramsPerKwh, lifecycleGramsPerKwh, withoutGuaranteesGramsPerKwh } = carbonIntensity[zone];
    return [zone, physicalGramsPerKwh.value, lifecycleGramsPerKwh.value, withoutGuaranteesGramsPerKwh?.value];
  });
  expect(rows).toEqual([
    ["NO1", 19, 30, 402],
    ["NO2", 19, 30, 402],
    ["NO3", 19, 30, 402],
    ["NO4", 19, 49, 402],
    ["NO5", 19, 30, 402],
    ["IS", 28, 28, 158],
    ["GB", 129, 176, undefined],
    ["ERCOT", 333, 363, undefined],
  ]);
});

test("a figure that stands in for another is an assumption", () => {
  const assumed = gridZones.flatMap((zone) => {
    const { physicalGramsPerKwh, lifecycleGramsPerKwh } = carbonIntensity[zone];
    const facts = { physicalGramsPerKwh, lifecycleGramsPerKwh };
    return Object.entries(facts).flatMap(([field, fact]) => (fact.basis === "assumed" ? [`${zone} ${field}`] : []));
  });
  expect(assumed).toEqual([
    "NO1 lifecycleGramsPerKwh",
    "NO2 lifecycleGramsPerKwh",
    "NO3 lifecycleGramsPerKwh",
    "NO5 lifecycleGramsPerKwh",
    "IS physicalGramsPerKwh",
  ]);
});
