import type { Mutation } from "./mutation.ts";
import { mutations as dataSovereignty } from "./data-sovereignty.ts";
import { mutations as energyPermitting } from "./energy-permitting.ts";
import { mutations as exportControl } from "./export-control.ts";
import { mutations as factsAndObjects } from "./facts-and-objects.ts";
import { mutations as pulumiState } from "./pulumi-state.ts";
import { mutations as rawObjects } from "./raw-objects.ts";
import { mutations as renewablePower } from "./renewable-power.ts";
import { mutations as serving } from "./serving.ts";

/** At least one mutation per rule: the documentation shows it, and tests apply each to every stack. */
export const mutations: readonly Mutation[] = [
  ...renewablePower,
  ...energyPermitting,
  ...dataSovereignty,
  ...rawObjects,
  ...factsAndObjects,
  ...serving,
  ...exportControl,
  ...pulumiState,
];
