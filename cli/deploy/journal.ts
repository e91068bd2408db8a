import { createHash } from "node:crypto";
import { z } from "zod";
import { readWhole, writeWhole } from "../setup/files.mjs";

/** What of a roll-out is done: kept in a file after each step, so that a killed one goes on where it was. */
export interface Journal<Seen> {
  /** How a stack did before its wave; undefined where nobody has looked. A wave that goes on is held against the first look. */
  readonly before: (stackName: string) => Seen | undefined;
  readonly look: (stackName: string, seen: Seen) => void;
  readonly isDone: (stackName: string) => boolean;
  readonly done: (stackName: string) => void;
  /** True for a wave, counted from 1, that was updated and watched. */
  readonly isThrough: (wave: number) => boolean;
  readonly through: (wave: number) => void;
}

/** The journal of the roll-out of exactly these seals: of any other, nothing is done yet. */
export function openJournal<Seen>(file: string, seals: Readonly<Record<string, string>>, seen: z.ZodType<Seen>): Journal<Seen> {
  const kept = z.strictObject({
    of: z.string(),
    before: z.record(z.string(), seen),
    done: z.array(z.string()),
    through: z.array(z.number()),
  });
  const of = createHash("sha256")
    .update(JSON.stringify(Object.entries(seals).sort()))
    .digest("hex");
  const text = readWhole(file);
  const found = text === undefined ? undefined : kept.parse(JSON.parse(text));
  let now = found?.of === of ? found : { of, before: {}, done: [], through: [] };
  const keep = (next: typeof now) => {
    writeWhole(file, `${JSON.stringify(next)}\n`);
    now = next;
  };
  return {
    before: (stackName) => now.before[stackName],
    look: (stackName, found) => keep({ ...now, before: { ...now.before, [stackName]: found } }),
    isDone: (stackName) => now.done.includes(stackName),
    done: (stackName) => keep({ ...now, done: [...now.done, stackName] }),
    isThrough: (wave) => now.through.includes(wave),
    through: (wave) => keep({ ...now, through: [...now.through, wave] }),
  };
}
