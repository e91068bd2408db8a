/** More names than any cluster has nodes. */
const mostNames = 100_000;

/** One name, or several by one pair of brackets: `su-1`, `su-[1-4]`, `su-[01-04,7]`. */
const notation = /^([a-z0-9-]+)(?:\[([0-9,-]+)\])?$/;

const single = /^(\d+)(?:-(\d+))?$/;

/** The numbers of `1-4` or `7`, as they are written; undefined where they run backwards or are none. */
function numbersOf(range: string): string[] | undefined {
  const [, first = "", last = first] = single.exec(range) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (first === "" || count < 1 || count > mostNames) return undefined;
  return Array.from({ length: count }, (_, index) => String(Number(first) + index).padStart(first.length, "0"));
}

/** The names that Slurm's notation stands for, in its order; undefined where Slurm could not expand it. */
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
