import { hostRules } from "./host-rules.ts";
import { rangeRules } from "./range-rules.ts";

/** Rules over the addresses of a site. */
export const addressRules = [...rangeRules, ...hostRules];
