import { misplacedCopy, misplacedVolumes, type Resident } from "../residency/copies.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { carriesData, eeaOn, transferFault } from "../residency/transfers.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

/** The entries of a site's storage that hold data, by path. */
const keptIn = ({ classes, snapshotClasses, backups }: StackSpec["site"]["storage"]) =>
  Object.entries<Readonly<Record<string, { readonly jurisdiction: string }>>>({ classes, snapshotClasses, backups }).flatMap(
    ([kind, entries]) =>
      Object.entries(entries).map(([name, { jurisdiction }]) => ({ kind, path: `site.storage.${kind}.${name}`, jurisdiction })),
  );

const storageStaysInRegion = rule(
  ["site.location", "site.storage", "site.egress.*", "tenants"],
  ({ jurisdiction: here }, storage, egress, tenants) => {
    const residents = Object.entries(tenants).map(([name, { residency }]): Resident => ({ name, residency }));
    const fault = (path: string, complaint: Omit<Fault, "path"> | undefined): Fault[] =>
      complaint === undefined ? [] : [{ path, ...complaint }];
    return [
      // The rules over allocations check that tenants allow the site's own place.
      ...keptIn(storage).flatMap(({ kind, path, jurisdiction }) =>
        fault(
          `${path}.jurisdiction`,
          kind === "classes" ? misplacedVolumes("data", jurisdiction, here) : misplacedCopy("data", jurisdiction, here, residents),
        ),
      ),
      ...Object.entries(egress).flatMap(([name, { purpose, jurisdiction }]) =>
        purpose === "object-store"
          ? fault(`site.egress.${name}.jurisdiction`, misplacedCopy("an object store", jurisdiction, here, residents))
          : [],
      ),
    ];
  },
);

/** Judged at the date of the data; bases that end later are for checks and reviews. */
const transfersHaveABasis = rule(
  ["asOf", "site.location", "site.storage", "site.egress.*", "tenants.*"],
  (date, { jurisdiction }, storage, egress, tenants) => {
    const isInside = eeaOn(date);
    if (isInside === undefined) return [];
    const reached = [
      jurisdiction,
      ...keptIn(storage).map((kept) => kept.jurisdiction),
      ...Object.values(egress).flatMap((entry) => (carriesData(entry.purpose) ? [entry.jurisdiction] : [])),
    ];
    const outside = [...new Set(reached)].filter((code) => !isInside(code)).sort();
    return Object.entries(tenants).flatMap(([name, { organisation, residency, transfers = [] }]) => {
      if (![organisation.headquarters.value, ...residency].some(isInside)) return [];
      const records = transfers.map(({ to, basis, assessedOn, validTo }) => ({
        to,
        basis,
        assessedOn: assessedOn.value,
        validTo: validTo?.value,
      }));
      return outside.flatMap((to): Fault[] => {
        const fault = transferFault(name, to, records, date);
        if (fault === undefined || fault.weak !== undefined) return [];
        return [{ path: `tenants.${name}.transfers`, got: fault.got, want: fault.want, fix: fault.fix }];
      });
    });
  },
);

/** Rules over the places of tenants' data, as far as one stack's data decides them. */
export const residencyRules = [storageStaysInRegion, transfersHaveABasis];
