import { PolicyPack } from "@pulumi/policy";
import { remedies } from "../data-sovereignty/remedies.ts";
import { judgementDate } from "../lib/date.ts";
import { toPolicies } from "../verdicts/pack.ts";
import { readExemptions } from "../verdicts/read-exemptions.ts";
import { rules } from "../rules.ts";

new PolicyPack("all", { policies: toPolicies(rules, readExemptions(rules), judgementDate(), remedies) });
