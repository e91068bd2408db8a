import type { SlurmNodeSet } from "./model.ts";

/** An upper bound on names, more than any cluster has nodes. */
const mostNames = 100_000;

/** One name, or several with one pair of brackets: `su-1`, `su-[1-4]`, `su-[01-04,7]`. */
const notation = /^([a-z0-9-]+)(?:\[([0-9,-]+)\])?$/;

const single = /^(\d+)(?:-(\d+))?$/;

/** The numbers of `1-4` or `7`, in their own spelling; undefined if the range runs backwards or has no number. */
function numbersOf(range: string): string[] | undefined {
  const [, first = "", last = first] = single.exec(range) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (first === "" || count < 1 || count > mostNames) return undefined;
  return Array.from({ length: count }, (_, index) => String(Number(first) + index).padStart(first.length, "0"));
}

/** The names that a list in Slurm's notation means, in its order; undefined if Slurm could not expand it. */
export function expandHostList(text: string): string[] | undefined {
  const [, prefix, ranges] = notation.exec(text) ?? [];
  if (prefix === undefined) return undefined;
  if (ranges === undefined) return [prefix];
  const names: string[] = [];
  for (const range of ranges.split(",")) {
    const numbers = numbersOf(range);
    if (numbers === undefined) return undefined;
    names.push(...numbers.map((number) => `${prefix}${number}`));
  }
  return names;
}

/** The nodes of a set in Slurm's notation: `su-1-rack-1-[0-17]`. */
export function nodesOf({ name, hosts }: Pick<SlurmNodeSet, "name" | "hosts">): string {
  return hosts === 1 ? `${name}-0` : `${name}-[0-${hosts - 1}]`;
}

/** Joins names that differ only in their last number: `su-1-rack-[1-8],su-2-rack-[1-4,6]`. Their order is kept; a number with leading zeros is not joined. */
export function writeHostList(names: readonly string[]): string {
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
