import { PolicyPack } from "@pulumi/policy";
import { judgementDate } from "../lib/date.ts";
import { toPolicies } from "../lib/pack.ts";
import { rules } from "./rules.ts";

new PolicyPack("all", { policies: toPolicies(rules, judgementDate()) });
