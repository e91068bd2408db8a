/** The middle of some values and of their halves. */
export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** The value below which this share of the sorted values lies, between neighbours by proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position - Math.floor(position));
}

export function quartilesOf(values: readonly number[]): Quartiles {
  const sorted = values.toSorted((a, b) => a - b);
  return { lower: quantile(sorted, 0.25), median: quantile(sorted, 0.5), upper: quantile(sorted, 0.75) };
}

/** The quartiles of `values[i] / references[i]`: both of a pair were measured beside each other, so that a busy moment weighs on both. */
export const pairwiseRatio = (values: readonly number[], references: readonly number[]): Quartiles =>
  quartilesOf(values.map((value, index) => value / (references[index] ?? NaN)));

/** Over only when three quarters of the pairs say so. */
export const isOver = ({ lower }: Quartiles, budget: number): boolean => lower > budget;
