import { isDeepStrictEqual } from "node:util";
import { boundNotes } from "../../capacity/bounds/index.ts";
import { disputesIn } from "../../lib/dispute.ts";
import type { Fault } from "../../lib/parse/fault.ts";
import { findIn } from "../../lib/parse/parse.ts";
import { stackSpec, type StackSpec } from "../../schema/stack.ts";
import { dateNotes } from "./dates.ts";
import { machineNotes } from "./machines.ts";
import { unusedNotes } from "./unused.ts";

/** A remark on data that parse takes: told like a fault, and nothing is refused for it. */
export type Note = Fault;

/** Everything in a stack's data that is possible, and worth a look. */
export const notesOn = (spec: StackSpec): Note[] => [
  ...findIn(stackSpec, [...unusedNotes, ...machineNotes, ...dateNotes, ...boundNotes], spec),
  ...agreedDisputes(spec),
];

/** Claims that say what the fact says anyway. */
const agreedDisputes = (spec: StackSpec): Note[] =>
  disputesIn(spec).flatMap(({ path, value, claims }) =>
    claims
      .filter((claim) => isDeepStrictEqual(claim.value, value))
      .map((claim): Note => ({
        path: `${path}.disputed`,
        got: `a claim by ${claim.by} of the same value`,
        want: "claims of other values",
        fix: "take the claim out",
      })),
  );

/** `site.halls.third: got …, want …; fix: …`. */
export const printNote = ({ path, got, want, fix }: Note): string => `${path}: got ${got}, want ${want}; fix: ${fix}`;
