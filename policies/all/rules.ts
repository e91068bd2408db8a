import { rules as dataSovereignty } from "../data-sovereignty/rules.ts";
import { rules as energyPermitting } from "../energy-permitting/rules.ts";
import { rules as exportControl } from "../export-control/rules.ts";
import type { Rule } from "../lib/rule.ts";
import { rules as renewablePower } from "../renewable-power/rules.ts";

/** Every rule of every pack. */
export const rules: readonly Rule[] = [...renewablePower, ...energyPermitting, ...dataSovereignty, ...exportControl];
