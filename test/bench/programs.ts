import { join } from "node:path";
import { repository } from "../../cli/setup/cache.mjs";
import type { Program } from "./workspace.ts";

const entry = `export * from ${JSON.stringify(join(repository, "stacks", "index.ts"))};\n`;

/** The repository's own program. */
export const realProgram: Program = { "index.js": entry };

/** A program without resources: the cost of the engine and the SDK by themselves. */
export const emptyProgram: Program = { "index.js": 'import "@pulumi/pulumi";\n' };

/** The repository's program with other data for one of its stacks. */
export const programWith = (stack: string, data: unknown): Program => ({
  "data.js": `import { stackFiles } from ${JSON.stringify(join(repository, "stacks", "files.ts"))};\nstackFiles[${JSON.stringify(stack)}] = async () => ({ default: ${JSON.stringify(data)} });\n`,
  "index.js": `import "./data.js";\n${entry}`,
});

const syntheticSites = 60;
const syntheticGpus = 3_500_000;

/** The fleet's program with synthetic sites: the largest real one, scaled, under many names. */
export const syntheticFleet: Program = {
  "data.js": `import fleet from ${JSON.stringify(join(repository, "stacks", "fleet.ts"))};
import { stackFiles } from ${JSON.stringify(join(repository, "stacks", "files.ts"))};
import narvik from ${JSON.stringify(join(repository, "stacks", "narvik.ts"))};
import { withShareOfGpus } from ${JSON.stringify(join(repository, "test", "bench", "scale.ts"))};
const planned = Object.values(narvik.clusters).reduce((sum, { gpus }) => sum + gpus.value, 0);
const scaled = withShareOfGpus(narvik, ${syntheticGpus / syntheticSites} / planned);
for (const stack of Object.keys(stackFiles)) delete stackFiles[stack];
for (let number = 1; number <= ${syntheticSites}; number++) {
  stackFiles["site-" + number] = async () => ({ default: { ...scaled, site: { ...scaled.site, name: "Site " + number } } });
}
fleet.sites = Object.keys(stackFiles);
`,
  "index.js": `import "./data.js";\n${entry}`,
};
