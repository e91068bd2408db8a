import type { SlurmNodeSet, SlurmRollOut } from "../model.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";

const millisecondsAMinute = 60_000;

const utc = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");

/** The waves of a roll-out over these node sets, in the order of their scalable units. */
export function rollOutOf({ rollOut }: Pick<SlurmSpec, "rollOut">, nodeSets: readonly SlurmNodeSet[]): SlurmRollOut | undefined {
  if (rollOut === undefined) return undefined;
  const { start, waveMinutes, scalableUnitsPerWave } = rollOut;
  const units = [...Map.groupBy(nodeSets, ({ scalableUnit }) => scalableUnit).values()];
  const startOf = (wave: number) => utc(Date.parse(start) + wave * waveMinutes * millisecondsAMinute);
  const waves = Array.from({ length: Math.ceil(units.length / scalableUnitsPerWave) }, (_, wave) => ({
    start: startOf(wave),
    nodeSets: units
      .slice(wave * scalableUnitsPerWave, (wave + 1) * scalableUnitsPerWave)
      .flat()
      .map(({ name }) => name),
  }));
  return { waves, waveMinutes, end: startOf(waves.length) };
}
