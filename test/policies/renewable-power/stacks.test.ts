import { rules } from "../../../policies/renewable-power/rules.ts";
import { testStacks } from "../../support/policies.ts";

const onGrid = (megawatts: number, zone: string) =>
  `got ${megawatts} MW of grid power in ${zone} until 2036-12-31, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; ` +
  `fix: sign the agreement that is planned: ${megawatts} MW of wind by 2030-12-31 [advisory: the site is declared to run on the grid, with a plan that ends it by 2030-12-31]`;

const findings: Readonly<Record<string, readonly string[]>> = {
  glomfjord: [],
  narvik: [],
  keflavik: [],
  loughton: [`violated loughton-grid: ${onGrid(90, "GB")}`],
  texas: [`violated texas-grid: ${onGrid(240, "ERCOT")}`],
  "stargate-uk": [`violated stargate-uk-grid: ${onGrid(75, "GB")}`],
  fleet: [],
};

await testStacks(rules, findings);
