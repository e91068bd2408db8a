import type { Break } from "./mutation.ts";
import { breaks as dataSovereignty } from "./data-sovereignty.ts";
import { breaks as energyPermitting } from "./energy-permitting.ts";
import { breaks as exportControl } from "./export-control.ts";
import { breaks as pulumiState } from "./pulumi-state.ts";
import { breaks as rawObjects } from "./raw-objects.ts";
import { breaks as renewablePower } from "./renewable-power.ts";
import { breaks as serving } from "./serving.ts";

/** At least one way to break each rule: the documentation shows it, and tests try each on every stack. */
export const breaks: readonly Break[] = [
  ...renewablePower,
  ...energyPermitting,
  ...dataSovereignty,
  ...rawObjects,
  ...serving,
  ...exportControl,
  ...pulumiState,
];
