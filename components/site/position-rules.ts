import { gridBoxes, liesIn } from "../catalog/grid-boxes.ts";
import { jurisdictions, type GridZone } from "../catalog/jurisdictions.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const range = (from: number, to: number) => `${from} to ${to}`;

/** `NO4 (latitude 64 to 71.2, longitude 11.5 to 31.1)`. */
function printBox(zone: GridZone): string {
  const { south, north, west, east } = gridBoxes[zone].value;
  return `${zone} (latitude ${range(south, north)}, longitude ${range(west, east)})`;
}

/** Law follows the place: a position elsewhere would switch rules off, such as those of the grid north of a latitude. */
const positionLiesInItsZone = rule(["site.location"], ({ jurisdiction, gridZone, latitudeDegrees, longitudeDegrees }): Fault[] => {
  const { name, gridZones } = jurisdictions[jurisdiction];
  // A zone of another jurisdiction is a fault of its own.
  if (!gridZones.includes(gridZone)) return [];
  const [latitude, longitude] = [latitudeDegrees.value, longitudeDegrees.value];
  const zonesAt = (north: number, east: number) => gridZones.filter((zone) => liesIn(gridBoxes[zone].value, north, east));
  const here = zonesAt(latitude, longitude);
  if (here.includes(gridZone)) return [];
  const isSwapped = zonesAt(longitude, latitude).includes(gridZone);
  return [
    {
      path: "site.location",
      got: `latitude ${latitude}, longitude ${longitude}${here.length > 0 ? `, which is in ${here.join(" or ")}` : ""}`,
      want: `a position in ${here.length > 0 ? "" : `${name}, in `}${printBox(gridZone)}`,
      fix: isSwapped
        ? "swap the two: latitude is north of the equator, longitude east of Greenwich"
        : here.length > 0
          ? "correct the position or gridZone"
          : "correct the position, or the jurisdiction and gridZone",
    },
  ];
});

/** Rules over a site's position on the map. */
export const positionRules = [positionLiesInItsZone];
