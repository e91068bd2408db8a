import { join } from "node:path";
import { repository } from "../../tools/setup/cache.mjs";
import type { Program } from "./workspace.ts";

const entry = `export * from ${JSON.stringify(join(repository, "stacks", "index.ts"))};\n`;

/** The repository's own program. */
export const realProgram: Program = { "index.js": entry };

/** What the engine and the SDK cost by themselves: a stack of nothing. */
export const emptyProgram: Program = { "index.js": 'import "@pulumi/pulumi";\n' };

/** The repository's program with other data for one of its stacks. */
export const programWith = (stack: string, data: unknown): Program => ({
  "data.js": `import { stackFiles } from ${JSON.stringify(join(repository, "stacks", "files.ts"))};\nstackFiles[${JSON.stringify(stack)}] = async () => ({ default: ${JSON.stringify(data)} });\n`,
  "index.js": `import "./data.js";\n${entry}`,
});
