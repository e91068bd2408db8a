import { accelerators, gpusPerUnit, type AcceleratorName } from "../../catalog/accelerators.ts";
import { alert } from "../../catalog/alert.ts";
import type { AlertRule } from "../../crd/monitoring.ts";
import { unseenNodes } from "./coverage.ts";

/** The power at the meter that a cluster may draw, and what the racks draw of it. */
export interface PowerLimits {
  readonly powerUsageEffectiveness: number;
  readonly powerBudgetMegawatts: number;
}

/**
 * What a cluster draws at the meter, MW, as an expression. GPUs report their own draw, to which the most that a unit draws beside them is added; a node that is
 * not seen counts with the most that it can draw. So the figure may be too high, and half the exporters cannot halve it.
 */
export function drawnMegawatts(accelerator: AcceleratorName, powerUsageEffectiveness: number): string {
  const catalogued = accelerators[accelerator];
  const unitWattsPerGpu = (catalogued.unitKilowatts.value * 1000) / gpusPerUnit(catalogued);
  const besideWattsPerGpu = Math.round(unitWattsPerGpu - catalogued.thermalDesignWattsPerGpu.value);
  const nodeWatts = Math.round(unitWattsPerGpu * catalogued.unit.gpusPerHost);
  const seen = `(sum(DCGM_FI_DEV_POWER_USAGE) or vector(0)) + ${besideWattsPerGpu} * (count(DCGM_FI_DEV_POWER_USAGE) or vector(0))`;
  return `(${seen} + ${nodeWatts} * ${unseenNodes}) / 1e6 * ${powerUsageEffectiveness}`;
}

export const powerRules = (
  name: string,
  accelerator: AcceleratorName,
  { powerUsageEffectiveness, powerBudgetMegawatts: budget }: PowerLimits,
): readonly AlertRule[] => [
  alert(
    "critical",
    "ClusterPowerNearBudget",
    `${drawnMegawatts(accelerator, powerUsageEffectiveness)} > 0.95 * ${budget}`,
    "5m",
    `${name} draws {{ $value | humanize }} MW at the meter`,
    `More than 95 % of the ${budget} MW that its phase leaves it; {{ with query "${escaped(unseenNodes)}" }}{{ . | first | value }}{{ end }} nodes whose GPUs are not seen are counted at their most. Cap the GPUs' power or stop jobs before the phase trips.`,
  ),
];

/** An expression within a quoted text of a template. */
function escaped(expression: string): string {
  return expression.replaceAll('"', String.raw`\"`);
}
