import { mkdir, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { referenceFiles } from "../docs/reference.ts";
import { repository } from "../setup/cache.mjs";

/** `npm run docs`: generates docs/reference from the schemas of the data files. */
export async function run(): Promise<number> {
  for (const [file, text] of Object.entries(referenceFiles())) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    process.stdout.write(`${relative(repository, file)} is written\n`);
  }
  return 0;
}
