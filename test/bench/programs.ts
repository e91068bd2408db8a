import { join } from "node:path";
import { repository } from "../../tools/setup/cache.mjs";
import type { Program } from "./workspace.ts";

const entry = `export * from ${JSON.stringify(join(repository, "stacks", "index.ts"))};\n`;

/** The repository's own program. */
export const realProgram: Program = { "index.js": entry };

/** The engine's own cost, and the SDK's: a stack of nothing. */
export const emptyProgram: Program = { "index.js": "" };

/** The repository's program with other data for one of its stacks. */
export const programWith = (stack: string, data: unknown): Program => ({
  "data.js": `import { stackFiles } from ${JSON.stringify(join(repository, "stacks", "files.ts"))};\nstackFiles[${JSON.stringify(stack)}] = async () => ({ default: ${JSON.stringify(data)} });\n`,
  "index.js": `import "./data.js";\n${entry}`,
});
