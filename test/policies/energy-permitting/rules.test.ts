import { rules } from "../../../policies/energy-permitting/rules.ts";
import { testRules } from "../../support/policies.ts";
import { cases as grid } from "./grid.ts";
import { cases as heat } from "./heat.ts";
import { cases as largeLoad } from "./large-load.ts";
import { cases as permits } from "./permits.ts";
import { cases as powerBudget } from "./power-budget.ts";

testRules(rules, { ...grid, ...powerBudget, ...permits, ...heat, ...largeLoad });
