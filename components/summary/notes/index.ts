import { boundNotes } from "../../capacity/bounds/index.ts";
import type { Fault } from "../../lib/parse/fault.ts";
import { findIn } from "../../lib/parse/parse.ts";
import { stackSpec, type StackSpec } from "../../schema/stack.ts";
import { dateNotes } from "./dates.ts";
import { machineNotes } from "./machines.ts";
import { unusedNotes } from "./unused.ts";

/** A remark on data that parse takes: told like a fault, and nothing is refused for it. */
export type Note = Fault;

/** Everything in a stack's data that is possible, and worth a look. */
export const notesOn = (spec: StackSpec): Note[] =>
  findIn(stackSpec, [...unusedNotes, ...machineNotes, ...dateNotes, ...boundNotes], spec);

/** `site.halls.third: got …, want …; fix: …`. */
export const printNote = ({ path, got, want, fix }: Note): string => `${path}: got ${got}, want ${want}; fix: ${fix}`;
