const suffixes = ["", "k", "M", "G", "T", "P", "E"] as const;

/** A whole number in Kubernetes' canonical form: 13000 is 13k. Any other spelling would show as a change when an object is compared with the server's. */
export function quantity(value: number): string {
  let [rest, thousands] = [value, 0];
  while (rest !== 0 && rest % 1000 === 0 && thousands < suffixes.length - 1) {
    rest /= 1000;
    thousands += 1;
  }
  return `${rest}${suffixes[thousands] ?? ""}`;
}

/** Whole gibibytes in Kubernetes' canonical form: 2048 are 2Ti. */
export const gibibytes = (value: number): string => (value % 1024 === 0 && value > 0 ? `${value / 1024}Ti` : `${value}Gi`);

const gibibytesPer: Readonly<Record<string, number>> = { Mi: 1 / 1024, Gi: 1, Ti: 1024, Pi: 1024 ** 2 };

/** The gibibytes that a quantity in binary units says; undefined for any other text. */
export function gibibytesOf(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)(Mi|Gi|Ti|Pi)$/.exec(text) ?? [];
  const factor = gibibytesPer[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
