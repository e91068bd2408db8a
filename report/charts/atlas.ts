import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { geoAzimuthalEqualArea, geoCentroid, geoContains, geoDistance, type GeoProjection } from "d3-geo";
import type { FeatureCollection, MultiPoint } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

/** Longitude and latitude in degrees. */
export type Position = readonly [longitude: number, latitude: number];

/** Countries by Natural Earth at 1:50 million (public domain), as packaged by world-atlas. */
function readAtlas() {
  const file = fileURLToPath(import.meta.resolve("world-atlas/countries-50m.json"));
  const topology = JSON.parse(readFileSync(file, "utf8")) as Topology<{ countries: GeometryCollection }>;
  const countries: FeatureCollection = feature(topology, topology.objects.countries);
  return { countries, borders: mesh(topology, topology.objects.countries, (a, b) => a !== b) };
}

let atlas: ReturnType<typeof readAtlas> | undefined;

/** The world's countries, split into those with and without one of the positions, and the borders between them. */
export function countriesAround(positions: readonly Position[]) {
  atlas ??= readAtlas();
  const holds = (country: FeatureCollection["features"][number]) => positions.some((position) => geoContains(country, [...position]));
  const grouped = Object.groupBy(atlas.countries.features, (country) => (holds(country) ? "hosts" : "others"));
  return { hosts: grouped.hosts ?? [], others: grouped.others ?? [], borders: atlas.borders };
}

export const earthKilometres = 6371;

/** Groups of places, each within a given distance of another of its group. One map per group shows them larger than one map of all. */
export function regionsOf<Place>(places: readonly Place[], positionOf: (place: Place) => Position, reachKilometres: number): Place[][] {
  let regions: Place[][] = [];
  const isNear = (a: Place, b: Place) => geoDistance([...positionOf(a)], [...positionOf(b)]) * earthKilometres <= reachKilometres;
  for (const place of places) {
    const near = regions.filter((region) => region.some((other) => isNear(place, other)));
    regions = [...regions.filter((region) => !near.includes(region)), [...near.flat(), place]];
  }
  return regions.sort((a, b) => b.length - a.length);
}

/** The frame of a map, and the least distance of places from its edges. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly padding: { readonly x: number; readonly y: number };
  /** The least width of the earth that is shown. */
  readonly leastKilometres: number;
}

/** An equal-area projection with all positions in the frame. */
export function projectionOf(positions: readonly Position[], { width, height, padding, leastKilometres }: Frame): GeoProjection {
  const points: MultiPoint = { type: "MultiPoint", coordinates: positions.map((position) => [...position]) };
  const [longitude, latitude] = geoCentroid(points);
  const projection = geoAzimuthalEqualArea().rotate([-longitude, -latitude]).scale(1).translate([0, 0]).precision(0.2);
  const projected = positions.map((position): readonly [number, number] => projection([...position]) ?? [0, 0]);
  const extent = (axis: 0 | 1) =>
    [Math.min(...projected.map((point) => point[axis])), Math.max(...projected.map((point) => point[axis]))] as const;
  const [[left, right], [top, bottom]] = [extent(0), extent(1)];
  const scale = Math.min(
    (width - 2 * padding.x) / Math.max(right - left, 1e-9),
    (height - 2 * padding.y) / Math.max(bottom - top, 1e-9),
    (width * earthKilometres) / leastKilometres,
  );
  return projection
    .scale(scale)
    .translate([width / 2 - (scale * (left + right)) / 2, height / 2 - (scale * (top + bottom)) / 2])
    .clipExtent([
      [-1, -1],
      [width + 1, height + 1],
    ]);
}
