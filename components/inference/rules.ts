import { availabilityRules } from "./availability-rules.ts";
import { callerRules } from "./caller-rules.ts";
import { limitRules } from "./limit-rules.ts";
import { placeRules } from "./place-rules.ts";
import { scalingRules } from "./scaling-rules.ts";
import { sizingRules } from "./sizing-rules.ts";

/** Rules over endpoints, with their models, GPUs, places and callers. */
export const inferenceRules = [...placeRules, ...callerRules, ...sizingRules, ...scalingRules, ...availabilityRules, ...limitRules];
