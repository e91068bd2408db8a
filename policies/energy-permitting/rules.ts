import type { Rule } from "../lib/rule.ts";
import { conditionalConnection, largeLoadCurtailment } from "./curtailment.ts";
import { gbQueueReadiness, gridCapacityReserved, isPriorityPower, no4NorthGridFreeze } from "./grid.ts";
import { heatReuseAssessment } from "./heat.ts";
import { ercotLargeLoad } from "./large-load.ts";
import { nkomRegistration, permitNotExpired, phaseNeedsPriorPermit } from "./permits.ts";
import { placeHasRules } from "./place.ts";
import { nkomRegistrant } from "./registrant.ts";
import { reservedCapacityUsed } from "./reserved-capacity.ts";
import { ercotRideThrough } from "./ride-through.ts";
import { gpuPowerBudget, rackDensityCooling } from "./power-budget.ts";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [
  gridCapacityReserved,
  gpuPowerBudget,
  rackDensityCooling,
  nkomRegistration,
  nkomRegistrant,
  heatReuseAssessment,
  placeHasRules,
  permitNotExpired,
  phaseNeedsPriorPermit,
  ercotLargeLoad,
  ercotRideThrough,
  largeLoadCurtailment,
  conditionalConnection,
  gbQueueReadiness,
  isPriorityPower,
  no4NorthGridFreeze,
  reservedCapacityUsed,
];
