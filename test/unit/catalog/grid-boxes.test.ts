import { expect, test } from "vitest";
import { gridBoxes, liesIn } from "../../../components/catalog/grid-boxes.ts";
import { gridZones, jurisdictionCodes, jurisdictions } from "../../../components/catalog/jurisdictions.ts";

/** Towns that everybody can look up, with the zones whose boxes hold them: their own, and those of neighbours that overlap. */
const towns: readonly (readonly [town: string, latitude: number, longitude: number, zones: readonly string[]])[] = [
  ["Oslo", 59.91, 10.75, ["NO1", "NO2"]],
  ["Kristiansand", 58.15, 8, ["NO2"]],
  ["Trondheim", 63.43, 10.4, ["NO3"]],
  ["Narvik", 68.44, 17.43, ["NO4"]],
  ["Kirkenes", 69.73, 30.05, ["NO4"]],
  ["Bergen", 60.39, 5.32, ["NO2", "NO5"]],
  ["Reykjavík", 64.15, -21.94, ["IS"]],
  ["Newcastle", 54.97, -1.61, ["GB"]],
  ["Barstow, Texas", 31.46, -103.4, ["ERCOT"]],
  ["El Paso, which another grid serves", 31.76, -106.49, []],
  ["Stockholm", 59.33, 18.07, []],
];

test.each(towns)("%s", (_, latitude, longitude, zones) => {
  expect(gridZones.filter((zone) => liesIn(gridBoxes[zone].value, latitude, longitude))).toEqual(zones);
});

test("no box is turned over, and none holds a place of another jurisdiction's towns", () => {
  for (const zone of gridZones) {
    const { south, north, west, east } = gridBoxes[zone].value;
    expect([zone, south < north, west < east]).toEqual([zone, true, true]);
  }
  expect(jurisdictionCodes.flatMap((code) => jurisdictions[code].gridZones).toSorted()).toEqual(Object.keys(gridBoxes).toSorted());
});
