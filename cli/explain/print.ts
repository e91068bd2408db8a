import { stringify } from "yaml";
import type { Explained, Origin } from "../../components/stack/explain.ts";

export const formats = ["text", "json", "yaml"] as const;
export type Format = (typeof formats)[number];

function printOrigin(origin: Origin): string {
  if (origin.kind === "written") return origin.place;
  if (origin.kind === "default") return `default: ${origin.reason}`;
  const inputs = origin.from.map(({ path, place }) => (place === undefined ? path : `${path} (${place})`));
  return `follows: ${origin.formula}${inputs.length === 0 ? "" : `; from ${inputs.join(", ")}`}`;
}

/** `site.phases[0].capacityMegawatts = 20`, then the basis of a fact and where the value comes from, a line each. */
const printEntry = ({ path, value, basis, because, origin }: Explained): string =>
  [`${path} = ${JSON.stringify(value)}`, ...(basis === undefined ? [] : [`  ${basis}: ${because ?? ""}`]), `  ${printOrigin(origin)}`].join(
    "\n",
  );

/** The explanation of a stack, as a person or a program reads it. */
export function printExplained(entries: readonly Explained[], format: Format): string {
  if (format === "json") return JSON.stringify(entries, null, 2);
  if (format === "yaml") return stringify(entries, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
  return entries.map(printEntry).join("\n");
}
