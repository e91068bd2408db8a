import type { GridZone } from "../../components/catalog/jurisdictions.ts";
import type { Dated } from "../../components/lib/dated.ts";
import type { IsoDate } from "../../components/lib/date.ts";

/** The deadline for covering the whole load with renewable power. */
export const climatePact: readonly Dated<{ readonly wholeLoadRenewableBy: IsoDate }>[] = [
  {
    validFrom: "2021-01-21",
    value: { wholeLoadRenewableBy: "2030-12-31" },
    source:
      "Climate Neutral Data Centre Pact: 75 % of the demand renewable by 2025, 100 % by the end of 2030; a pledge, taken as company policy",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The matching of a renewable power claim to the load: annual or hourly. */
export const hourlyMatching: readonly Dated<{ readonly matching: "annual" | "hourly" }>[] = [
  {
    validFrom: "2015-01-20",
    value: { matching: "annual" },
    source: "GHG Protocol Scope 2 Guidance (2015)",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
  {
    validFrom: "2025-10-20",
    value: { matching: "hourly" },
    source: "GHG Protocol, revision of the Scope 2 Guidance, consulted on from 20 October 2025 and expected in 2027",
    status: "draft",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/**
 * The greatest age of a plant that counts as additional, waived in zones with a large renewable share. Law for hydrogen alone; a yardstick
 * for computing.
 */
export const additionality: readonly Dated<{ readonly months: number; readonly waivedAboveRenewablePercent: number }>[] = [
  {
    validFrom: "2023-07-10",
    value: { months: 36, waivedAboveRenewablePercent: 90 },
    source: "Delegated Regulation (EU) 2023/1184, articles 4 and 5; law for hydrogen, for computing a yardstick of company policy",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The renewable percentage of a zone's generation, if known. */
export const renewableShares: readonly Dated<Readonly<Partial<Record<GridZone, number>>>>[] = [
  {
    validFrom: "2025-01-01",
    value: { NO4: 95, IS: 100 },
    source: "shares of generation in NO4 (95 %) and Iceland (100 %), second-hand",
    status: "unverified",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];
