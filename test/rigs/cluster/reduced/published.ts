import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../../../cli/setup/cache.mjs";
import { readCrd } from "../crd.ts";
import { printYaml } from "./print.ts";
import { reduceCrd } from "./reduce.ts";
import { reducedReleases } from "./releases.ts";

/** The published CRDs, in a folder a release: beside the repository, where they are at all. Nothing but the comparison with the reduced ones reads them. */
export const publishedRoot = join(repository, "..", "shared", "crds");

/** True when this machine has every release that is kept reduced. */
export const hasPublished = reducedReleases.every(({ folder }) => existsSync(join(publishedRoot, folder)));

/**
 * Reduces the published CRDs.
 *
 * @returns The text of each file by its path below `reducedRoot`.
 * @throws Error when a published one is missing or has another form.
 */
export async function reducePublished(): Promise<ReadonlyMap<string, string>> {
  const texts = reducedReleases.flatMap(({ folder, project, version, licence, kinds }) =>
    Object.entries(kinds).map(async ([name, kindVersion]) => {
      const file = join(folder, `${name}.yaml`);
      const origin = `Names, types, bounds and required fields of ${name} in ${project} ${version} (${licence}); written by npm run crds.`;
      return [file, printYaml(reduceCrd(await readCrd(join(publishedRoot, file)), kindVersion), origin)] as const;
    }),
  );
  return new Map(await Promise.all(texts));
}
