import type { Rule } from "../lib/rule.ts";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [];
