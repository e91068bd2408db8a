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
