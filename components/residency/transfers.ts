import { europeanMembers } from "../catalog/european-area.ts";
import { jurisdictions, type Jurisdiction, type TransferBasis } from "../catalog/jurisdictions.ts";
import { inForceOn, type Dated } from "../lib/dated.ts";
import type { IsoDate } from "../lib/date.ts";

/** What is on record with a tenant for its data to leave the European Economic Area. */
export interface TransferRecord {
  readonly to: string;
  readonly basis: string;
  readonly assessedOn: IsoDate;
  readonly validTo?: IsoDate | undefined;
}

const places: Readonly<Record<string, Jurisdiction>> = jurisdictions;

/** What requests go on to other sites for. */
export const failoverPurpose = "failover";

/** Traffic that carries tenants' data, or who they are. A request holds a prompt. */
const dataPurposes = ["telemetry", "object-store", "identity", failoverPurpose];

/** Whether what goes to a destination for this purpose is tenants' data, or says who they are. */
export const carriesData = (purpose: string): boolean => dataPurposes.includes(purpose);

/** Tells which codes of the catalogue, and countries, are in the European Economic Area on a date; undefined where its members are not on record for that date. */
export function eeaOn(date: IsoDate): ((code: string) => boolean) | undefined {
  const [members] = inForceOn(europeanMembers, date);
  if (members === undefined) return undefined;
  const area = [...members.value.union, ...members.value.eeaOnly];
  return (code) => places[code]?.eea ?? area.includes(code);
}

/** Whether what a basis asks for is on record and holds. */
const isRecorded = ({ kind }: TransferBasis, to: string, records: readonly TransferRecord[], date: IsoDate): boolean =>
  records.some(
    (one) => one.to === to && one.basis === kind && one.assessedOn <= date && (one.validTo === undefined || date <= one.validTo),
  );

/** What is wrong with a transfer, for the person who mends it; with the weak basis that it has, if it has one. */
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
    const when = ({ validFrom, validTo }: Dated<TransferBasis>) =>
      date < validFrom ? `begins on ${validFrom}` : `ended on ${validTo ?? date}`;
    const known = all.map((entry) => `${entry.source}, ${when(entry)}`).join("; ");
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

/** What is missing for a tenant's data to come to a place from the European Economic Area on a date; undefined where nothing is. */
export function transferFault(tenant: string, to: string, records: readonly TransferRecord[], date: IsoDate): TransferFault | undefined {
  const missing = missingBasis(to, records, date);
  if (missing === undefined) return undefined;
  return {
    ...missing,
    got: `data of ${tenant} that may come from the European Economic Area to ${to} with ${missing.got}`,
    fix: `enter the record in tenants.${tenant}.transfers, or keep the tenant's data within the European Economic Area`,
  };
}
