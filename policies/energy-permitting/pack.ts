import { PolicyPack } from "@pulumi/policy";
import { judgementDate } from "../lib/date.ts";
import { toPolicies } from "../verdicts/pack.ts";
import { readExemptions } from "../verdicts/read-exemptions.ts";
import { rules as everyRule } from "../rules.ts";
import { rules } from "./rules.ts";

new PolicyPack("energy-permitting", { policies: toPolicies(rules, readExemptions(everyRule), judgementDate()) });
