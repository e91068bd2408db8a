import { rules } from "../../../policies/export-control/rules.ts";
import { testRules } from "../../support/policies.ts";
import { cases as goods } from "./goods.ts";
import { cases as users } from "./users.ts";

testRules(rules, { ...goods, ...users });
