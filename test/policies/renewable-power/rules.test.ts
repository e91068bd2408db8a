import { rules } from "../../../policies/renewable-power/rules.ts";
import { testRules } from "../../support/policies.ts";
import { cases as certificates } from "./certificates.ts";
import { cases as coverage } from "./coverage.ts";
import { cases as directPower } from "./direct-power.ts";
import { cases as efficiency } from "./efficiency.ts";
import { cases as matching } from "./matching.ts";

testRules(rules, { ...directPower, ...certificates, ...coverage, ...matching, ...efficiency });
