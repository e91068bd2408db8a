/**
 * Measures several things in turn: a first round to warm up, which does not count, and then `rounds` more, each of which begins with another one.
 *
 * @returns the measurements by name, in the order of the rounds: those of one round are beside each other in time.
 */
export function interleave<Name extends string, Sample>(
  rounds: number,
  runs: Readonly<Record<Name, () => Sample>>,
  report: (progress: string) => void,
): Record<Name, Sample[]> {
  const names = Object.keys(runs) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Name, Sample[]>;
  for (let round = 0; round <= rounds; round++) {
    report(round === 0 ? "warming up" : `round ${round} of ${rounds}`);
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const sample = runs[name]();
      if (round > 0) samples[name].push(sample);
    }
  }
  return samples;
}
