import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasPublished, publishedRoot, reducePublished } from "../rigs/cluster/reduced/published.ts";
import { reducedRoot } from "../rigs/cluster/reduced/releases.ts";

/** `npm run crds`: writes the reduced CRDs again, from the published ones beside the repository. */
export async function run(): Promise<number> {
  if (!hasPublished)
    throw new Error(
      `CRDs: got not every release in ${publishedRoot}, want those of test/rigs/cluster/reduced/releases.ts; fix: put them there`,
    );
  const texts = await reducePublished();
  await rm(reducedRoot, { recursive: true, force: true });
  for (const [file, text] of texts) {
    await mkdir(join(reducedRoot, dirname(file)), { recursive: true });
    await writeFile(join(reducedRoot, file), text);
  }
  process.stdout.write(`${texts.size} reduced CRDs in ${reducedRoot}\n`);
  return 0;
}
