import { announced, assumed } from "../lib/fact.ts";
import type { Fact } from "../lib/fact.ts";
import type { GridZone } from "./jurisdictions.ts";

/** Emissions per kWh from the grid, grams of CO2; other greenhouse gases are included where the source counts them. */
export interface CarbonIntensity {
  /** Emissions of the power that is physically delivered, from operation only. */
  readonly physicalGramsPerKwh: Fact<number>;
  /** Emissions with the building of the plants and the supply of their fuel included. */
  readonly lifecycleGramsPerKwh: Fact<number>;
  /** The figure that users declare who cancel no guarantees of origin; absent where each supplier has its own. */
  readonly withoutGuaranteesGramsPerKwh?: Fact<number>;
}

/** NVE declares for the country, not per bidding zone. */
const norway = {
  physicalGramsPerKwh: announced(19, "NVE, climate declaration of physically delivered electricity 2022, all of Norway"),
  withoutGuaranteesGramsPerKwh: announced(402, "NVE, product declaration for electricity suppliers 2020, all of Norway"),
};

const norwegianMean: CarbonIntensity = {
  ...norway,
  lifecycleGramsPerKwh: assumed(30, "the mean of Norway in 2025 (Electricity Maps) stands in for the zone"),
};

/** By grid zone, for the latest year that a public source gives. */
export const carbonIntensity: Readonly<Record<GridZone, CarbonIntensity>> = {
  NO1: norwegianMean,
  NO2: norwegianMean,
  NO3: norwegianMean,
  NO4: { ...norway, lifecycleGramsPerKwh: announced(49, "Electricity Maps, NO4, 2025") },
  NO5: norwegianMean,
  IS: {
    physicalGramsPerKwh: assumed(28, "the life-cycle mean of 2022 (Our World in Data) stands in: no figure for operation alone was found"),
    lifecycleGramsPerKwh: announced(28, "Electricity Maps, Iceland, 2025"),
    withoutGuaranteesGramsPerKwh: announced(158, "Orkustofnun, electricity disclosure 2015"),
  },
  GB: {
    physicalGramsPerKwh: announced(129, "NESO data for 2025, as published by Hoare Lea"),
    lifecycleGramsPerKwh: announced(176, "Electricity Maps, Great Britain, 2025"),
  },
  ERCOT: {
    physicalGramsPerKwh: announced(333, "US EPA eGRID2023, ERCOT: 733.862 lb of CO2 a MWh"),
    lifecycleGramsPerKwh: announced(363, "Electricity Maps, ERCOT, 2025"),
  },
};
