import type { Dated } from "../../components/lib/dated.ts";

/** The highest power usage effectiveness that a site may declare, by cooling method. */
export const effectivenessLimits: readonly Dated<{ readonly directToChip: number; readonly other: number }>[] = [
  {
    validFrom: "2025-01-01",
    value: { directToChip: 1.2, other: 1.3 },
    source:
      "company policy, after the Climate Neutral Data Centre Pact (1.3 for new sites in cool climates from 2025) and section 11 of the German EnEfG (1.2 for sites that start from July 2026), of which neither binds a site outside the EU",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The limit of a site's water use, in litres per kWh of IT load. */
export const waterLimits: readonly Dated<{ readonly litresPerKilowattHour: number }>[] = [
  {
    validFrom: "2025-01-01",
    value: { litresPerKilowattHour: 0.4 },
    source: "company policy, after the Climate Neutral Data Centre Pact (0.4 l/kWh for new sites where water is scarce, from 2025)",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The IT power from which a data centre publishes its key figures, and the jurisdictions in which that is law. */
export const keyFigureDuty: readonly Dated<{ readonly fromKilowatts: number; readonly bindsEeaOutsideEu: boolean }>[] = [
  {
    validFrom: "2024-06-06",
    value: { fromKilowatts: 500, bindsEeaOutsideEu: false },
    source:
      "Directive (EU) 2023/1791, article 12, and Delegated Regulation (EU) 2024/1364: law in the EU, not incorporated into the EEA Agreement",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
  {
    validFrom: "2026-03-27",
    value: { fromKilowatts: 500, bindsEeaOutsideEu: false },
    source:
      "Commission draft of a delegated regulation on a rating scheme for data centres (Ares(2026)3247482, published on 27 March 2026, feedback until 23 April 2026): labels that the European database makes of the reported figures; its adoption is not confirmed",
    status: "draft",
    reviewedOn: "2026-11-28",
    reviewBy: "2027-02-28",
  },
];
