import { europeanArea, europeanMembers } from "../catalog/european-area.ts";
import { jurisdictions, type Jurisdiction, type TransferBasis } from "../catalog/jurisdictions.ts";
import { inForceOn, type Dated } from "../lib/dated.ts";
import type { IsoDate } from "../lib/date.ts";

/** A tenant's record that lets its data leave the European Economic Area. */
export interface TransferRecord {
  readonly to: string;
  readonly basis: string;
  readonly assessedOn: IsoDate;
  readonly validTo?: IsoDate | undefined;
}

const places: Readonly<Record<string, Jurisdiction>> = jurisdictions;

/** The purpose of requests that go on to other sites. */
export const failoverPurpose = "failover";

/** Purposes of traffic that carries tenants' data or identities. A request holds a prompt. */
const dataPurposes = ["telemetry", "object-store", "identity", failoverPurpose];

/** True if traffic for this purpose carries tenants' data or identities. */
export const carriesData = (purpose: string): boolean => dataPurposes.includes(purpose);

/** Tells which catalogue codes and countries are in the European Economic Area on a date; undefined if its members are not on record for that date. */
export function eeaOn(date: IsoDate): ((code: string) => boolean) | undefined {
  const [members] = inForceOn(europeanMembers, date);
  if (members === undefined) return undefined;
  const area = europeanArea(members.value);
  return (code) => places[code]?.eea ?? area.includes(code);
}

/** True if the record that a basis requires exists and is valid. */
const isRecorded = ({ kind }: TransferBasis, to: string, records: readonly TransferRecord[], date: IsoDate): boolean =>
  records.some(
    (one) => one.to === to && one.basis === kind && one.assessedOn <= date && (one.validTo === undefined || date <= one.validTo),
  );

/** A fault of a transfer, told to the person who corrects it, with the transfer's weak basis if it has one. */
interface TransferFault {
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  readonly weak?: Dated<TransferBasis>;
}

function missingBasis(to: string, records: readonly TransferRecord[], date: IsoDate): Omit<TransferFault, "fix"> | undefined {
  const all = places[to]?.transferBasis ?? [];
  const current = inForceOn(all, date);
  if (current.length === 0) {
    // Of those that ended, the last one ended the basis.
    const lastDay = all
      .map(({ validTo = date }) => validTo)
      .filter((day) => day < date)
      .sort()
      .at(-1);
    const telling = all.filter(({ validFrom, validTo }) => date < validFrom || validTo === lastDay);
    const when = ({ validFrom, validTo }: Dated<TransferBasis>) =>
      date < validFrom ? `begins on ${validFrom}` : `ended on ${validTo ?? date}`;
    const known = telling.map((entry) => `${entry.source}, ${when(entry)}`).join("; ");
    return {
      got: `no basis of transfer in force (${known || "none is on record"})`,
      want: "an adequacy decision, or safeguards on record",
    };
  }
  const usable = current.filter(({ value }) => value.requires === undefined || isRecorded(value, to, records, date));
  if (usable.some(({ status }) => status === "in-force")) return undefined;
  const [weak] = usable;
  if (weak !== undefined) return { got: `a basis that is weak (${weak.source})`, want: "a basis in force", weak };
  return {
    got: "no record of what its bases of transfer ask for",
    want: current.map(({ value }) => `${value.kind}: ${value.requires ?? "nothing more"}`).join(", or "),
  };
}

/** The fault of a transfer of a tenant's data from the European Economic Area to a place on a date; undefined if there is none. */
export function transferFault(tenant: string, to: string, records: readonly TransferRecord[], date: IsoDate): TransferFault | undefined {
  const missing = missingBasis(to, records, date);
  if (missing === undefined) return undefined;
  return {
    ...missing,
    got: `data of ${tenant} that may come from the European Economic Area to ${to} with ${missing.got}`,
    fix: `enter the record in tenants.${tenant}.transfers, or keep the tenant's data within the European Economic Area`,
  };
}
