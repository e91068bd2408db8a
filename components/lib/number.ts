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

/** A share without the digits that binary fractions add: 33.3 and 66.7 make 100. */
export const percent = (sum: number): number => Number(sum.toFixed(6));

/** Megawatts as exact as they are kept, to whole watts, without the digits that binary fractions add: `1.01959`. */
export const printMegawatts = (value: number): string => printNumber(Number(value.toPrecision(12)), { atMost: 6 });

/** The same for a page or a comment: with a real minus instead of a hyphen. */
export const printFigure = (value: number, digits?: Digits): string => printNumber(value, digits).replace("-", "\u2212");
