import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import { parseStack } from "../../components/stack/parse.ts";

/** A stack with everything written that is left out and follows, for changes of single values. */
export const written = (stack: StackInput): StackSpec => structuredClone(parseStack("example.ts", stack));
