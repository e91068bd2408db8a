import type { Area, AreaPath } from "../../lib/parse/areas.ts";
import type { Fault } from "../../lib/parse/fault.ts";
import { rulesOver, type SpecRule } from "../../lib/parse/parse.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { printNumber } from "../../lib/number.ts";

const rule = rulesOver<StackSpec>();

/** A figure that another one bounds: a contract's megawatts by the site's. */
export interface Figure {
  readonly path: string;
  readonly value: number;
  readonly unit: string;
  readonly bound: number;
  /** What the bound is: `the 60 MW of phase expansion`. */
  readonly of: string;
  /** The unit in which such a figure is typed by mistake. */
  readonly mistakenUnit: string;
  /** True where much less is as unlikely as much more. */
  readonly hasLeast?: boolean;
}

/** Above this many times the bound, or below this part of it, a figure is worth a note. */
const noted = 3;

/** Beyond this, it is a mistake of the unit. */
const refused = 100;

const print = (value: number, unit: string) => `${printNumber(value)} ${unit}`;

/** How many times more or less than its bound a figure is; 1 where only more would be wrong, and it is less. */
function ratioOf({ value, bound, hasLeast = false }: Figure): number {
  if (bound <= 0) return 1;
  const ratio = value / bound;
  return ratio < 1 ? (hasLeast ? 1 / ratio : 1) : ratio;
}

function refusal(figure: Figure): Fault {
  const { path, value, unit, bound, of, mistakenUnit } = figure;
  const limit =
    value > bound
      ? `at most ${print(bound * refused, unit)}, ${refused} times ${of}`
      : `at least ${print(bound / refused, unit)}, a hundredth of ${of}`;
  return { path, got: print(value, unit), want: limit, fix: `correct the figure: is it in ${mistakenUnit}?` };
}

const note = ({ path, value, unit, bound, of, mistakenUnit }: Figure): Fault => ({
  path,
  got: print(value, unit),
  want: `${value > bound ? `no more than ${noted} times` : "no less than a third of"} ${of}`,
  fix: `see whether it is right: is it in ${mistakenUnit}?`,
});

/** The same figures judged twice: beyond all measure they are faults, and unlikely ones are notes. */
export interface BoundRules {
  readonly faults: SpecRule<StackSpec>;
  readonly notes: SpecRule<StackSpec>;
}

/** Rules over figures, from the areas that hold these and their bounds. */
export function bounded<const Paths extends readonly AreaPath<StackSpec>[]>(
  reads: Paths,
  figures: (...areas: { -readonly [K in keyof Paths]: Area<StackSpec, Paths[K]> }) => readonly Figure[],
): BoundRules {
  return {
    faults: rule(reads, (...areas) =>
      figures(...areas)
        .filter((figure) => ratioOf(figure) > refused)
        .map(refusal),
    ),
    notes: rule(reads, (...areas) =>
      figures(...areas)
        .filter((figure) => ratioOf(figure) > noted && ratioOf(figure) <= refused)
        .map(note),
    ),
  };
}
