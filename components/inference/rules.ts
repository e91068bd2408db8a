import { callerRules } from "./caller-rules.ts";
import { placeRules } from "./place-rules.ts";
import { scalingRules } from "./scaling-rules.ts";
import { sizingRules } from "./sizing-rules.ts";

/** What endpoints must satisfy with their model, their GPUs, their place and those who call them. */
export const inferenceRules = [...placeRules, ...callerRules, ...sizingRules, ...scalingRules];
