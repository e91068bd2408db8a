import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { duplicateFaults } from "../source/duplicates.ts";
import { loadWithPlaces } from "../source/mark.ts";
import { placeIn } from "../source/places.ts";
import { repository, sourcesOf } from "../source/source.ts";
import { StackError, type Fault, type PlaceOf } from "./fault.ts";

const endsWithinMilliseconds = 30_000;

/** `stacks/narvik.ts:12`, where a text of Node.js's begins with the place of an error, or its first frame names one in the repository. */
function placeNamed(text: string): string | undefined {
  const [, above] = /^((?:file:\/\/)?\/[^\n]*:\d+)\n/.exec(text) ?? [];
  const [, frame] = /\n\s+at (?:[^\n]*\()?((?:file:\/\/)?\/[^\n)]*:\d+):\d+\)?(?:\n|$)/.exec(text) ?? [];
  const [, file = "", line = ""] = /^(.*):(\d+)$/.exec(above ?? frame ?? "") ?? [];
  if (file === "") return undefined;
  const path = relative(repository, file.startsWith("file:") ? fileURLToPath(file) : file);
  return path.startsWith("..") ? undefined : `${path}:${line}`;
}

/** What Node.js prints when it is given the file alone: the place of a fault of JavaScript's grammar is in no property of the error. */
function printedBy(file: string): string {
  const options = { encoding: "utf8", env: {}, timeout: endsWithinMilliseconds } as const;
  return spawnSync(process.execPath, [join(repository, file)], options).stderr;
}

/** A data file that has been loaded, and is not yet checked. */
export interface LoadedData {
  readonly data: unknown;
  /** The faults of the text that its data does not show. */
  readonly faults: readonly Fault[];
  /** The file and line in which the value at a path is written, or else what it belongs in: `stacks/narvik.ts:84`. Undefined where that is not known. */
  readonly placeOf: PlaceOf;
}

/**
 * The default export of a data file.
 *
 * @param file Its path in the repository: `stacks/narvik.ts`.
 * @throws StackError with file and line when the file, or one that it imports, does not load.
 */
export async function loadData(file: string, load: () => Promise<{ readonly default: unknown }>): Promise<LoadedData> {
  try {
    const { default: data } = await loadWithPlaces(file, load);
    return { data, faults: sourcesOf(file).flatMap(duplicateFaults), placeOf: (path) => placeIn(data, path) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = placeNamed(error.stack ?? "") ?? placeNamed(printedBy(file)) ?? file;
    throw new StackError(
      `${place}: got ${error.name}: ${error.message}, want TypeScript that loads; fix: correct the line, or one just above it`,
      { cause: error },
    );
  }
}
