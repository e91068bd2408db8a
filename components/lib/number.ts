/** How many digits follow the decimal point. */
export interface Digits {
  /** @default 0 */
  readonly atLeast?: number;
  /** @default 3 */
  readonly atMost?: number;
}

/** A number in English: `1,234.5`. */
export const printNumber = (value: number, { atLeast = 0, atMost = 3 }: Digits = {}): string =>
  value.toLocaleString("en", { minimumFractionDigits: atLeast, maximumFractionDigits: atMost });

/** The same for a page or a comment: with a real minus instead of a hyphen. */
export const printFigure = (value: number, digits?: Digits): string => printNumber(value, digits).replace("-", "\u2212");
