import type { Dated } from "../../components/lib/dated.ts";
import type { IsoDate } from "../../components/lib/date.ts";

/** The duty of a large load in Texas to be cut when the grid sheds firm load. */
export interface LargeLoadCurtailment {
  readonly fromMegawatts: number;
  /** Loads that were connected by this day are not bound. */
  readonly connectedAfter: IsoDate;
}

export const largeLoadCurtailments: readonly Dated<LargeLoadCurtailment>[] = [
  {
    validFrom: "2025-06-20",
    value: { fromMegawatts: 75, connectedAfter: "2025-12-31" },
    source:
      "Texas Senate Bill 6 (2025), PURA section 39.170: loads connected after 31 December 2025 can be curtailed when firm load is shed; read in accounts of the act, not in its text",
    status: "unverified",
    reviewedOn: "2026-11-28",
    reviewBy: "2027-05-28",
  },
];

/** A connection on the condition that the grid owner may cut it. */
export const conditionalConnections: readonly Dated<{ readonly contract: "conditional-connection" }>[] = [
  {
    // The text was read as of 2025; its first day was not.
    validFrom: "2025-01-01",
    value: { contract: "conditional-connection" },
    source:
      "Norwegian regulation on grid companies and the energy market (NEM-forskriften), sections 3-1 and 3-2, third paragraph: grid company and consumer may agree on a connection with conditions of disconnection or less load",
    status: "in-force",
    reviewedOn: "2026-11-28",
    reviewBy: "2027-05-28",
  },
];
