import { mkdir, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { reachFiles } from "../docs/reach.ts";
import { referenceFiles } from "../docs/reference.ts";
import { repository } from "../setup/cache.mjs";

/** `npm run docs`: generates docs/reference from the schemas of the data files, and from the stacks. */
export async function run(): Promise<number> {
  for (const [file, text] of Object.entries({ ...referenceFiles(), ...(await reachFiles()) })) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    process.stdout.write(`${relative(repository, file)} is written\n`);
  }
  return 0;
}
