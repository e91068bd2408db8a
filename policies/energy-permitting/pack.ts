import { PolicyPack } from "@pulumi/policy";
import { judgementDate } from "../lib/date.ts";
import { toPolicies } from "../lib/pack.ts";
import { readExemptions } from "../lib/read-exemptions.ts";
import { rules as everyRule } from "../rules.ts";
import { rules } from "./rules.ts";

new PolicyPack("energy-permitting", { policies: toPolicies(rules, readExemptions(everyRule), judgementDate()) });
