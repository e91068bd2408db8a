import { stated, type Fact } from "../lib/fact.ts";
import type { GridZone } from "./jurisdictions.ts";

/** The least box of latitudes and longitudes, in degrees (WGS 84), that holds an area. */
export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

const boxes =
  "Electricity Maps, bounding boxes of its zones (electricitymaps-contrib, config/zones, 2026), rounded outward to tenths of a degree";

const box = (south: number, north: number, west: number, east: number): Fact<Box> => stated({ south, north, west, east }, boxes);

/** The box of each zone. Boxes of neighbours overlap: a position outside its zone's box is wrong, one inside may still be. */
export const gridBoxes: Readonly<Record<GridZone, Fact<Box>>> = {
  NO1: box(58.8, 62.7, 8.1, 12.9),
  NO2: box(57.4, 60.8, 4.5, 11.1),
  NO3: box(60.9, 65, 4.9, 13),
  NO4: box(64, 71.2, 11.5, 31.1),
  NO5: box(59.5, 62.4, 4.2, 10.2),
  IS: box(63.4, 66.6, -24.4, -13.6),
  GB: box(49.9, 59.2, -7.6, 1.8),
  ERCOT: box(25.3, 36.6, -104.5, -93.2),
};

/** True where a position is within a box, its edges included. */
export const liesIn = ({ south, north, west, east }: Box, latitude: number, longitude: number): boolean =>
  south <= latitude && latitude <= north && west <= longitude && longitude <= east;
