import { rules as dataSovereignty } from "./data-sovereignty/rules.ts";
import { rules as energyPermitting } from "./energy-permitting/rules.ts";
import { rules as exportControl } from "./export-control/rules.ts";
import type { Rule } from "./lib/rule.ts";
import { rules as pulumiState } from "./pulumi-state/rules.ts";
import { rules as renewablePower } from "./renewable-power/rules.ts";

/** The rules of each pack. */
export const packs: Readonly<Record<string, readonly Rule[]>> = {
  "renewable-power": renewablePower,
  "energy-permitting": energyPermitting,
  "data-sovereignty": dataSovereignty,
  "export-control": exportControl,
  "pulumi-state": pulumiState,
};

/** Every rule of every pack. */
export const rules: readonly Rule[] = Object.values(packs).flat();
