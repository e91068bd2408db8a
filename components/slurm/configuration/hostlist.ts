import type { SlurmNodeSet } from "../model.ts";

/** The nodes of a set as Slurm writes them: `su-1-rack-1-[0-17]`. */
export function nodesOf({ name, hosts }: Pick<SlurmNodeSet, "name" | "hosts">): string {
  return hosts === 1 ? `${name}-0` : `${name}-[0-${hosts - 1}]`;
}

/** The nodes of a set, name by name. */
export const nodeNamesOf = ({ name, hosts }: Pick<SlurmNodeSet, "name" | "hosts">): string[] =>
  Array.from({ length: hosts }, (_, index) => `${name}-${index}`);

/** Names that differ in the number at their end as one: `su-1-rack-[1-8],su-2-rack-[1-4,6]`. Their order is kept; a number with leading zeros stays alone. */
export function hostList(names: readonly string[]): string {
  const groups: { prefix: string; numbers: number[] }[] = [];
  for (const name of names) {
    const [, prefix = name, digits] = /^(.*?)(0|[1-9]\d*)$/.exec(name) ?? [];
    const last = groups.at(-1);
    if (digits === undefined) groups.push({ prefix, numbers: [] });
    else if (last?.prefix === prefix && last.numbers.length > 0) last.numbers.push(Number(digits));
    else groups.push({ prefix, numbers: [Number(digits)] });
  }
  return groups.map(({ prefix, numbers }) => prefix + bracketed(numbers)).join(",");
}

function bracketed(numbers: readonly number[]): string {
  if (numbers.length < 2) return numbers.join("");
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return `[${ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(",")}]`;
}
