import { runScript } from "./child.ts";
import { add, nothing, type Count } from "./suite.ts";

const tools = {
  types: ["typescript/bin/tsc", "--project", "."],
  lint: ["eslint/bin/eslint.js", "--config", "test/eslint.config.mjs", "."],
  format: ["prettier/bin/prettier.cjs", "--check", "--log-level=warn", "**/*.{ts,mjs,json}"],
  "unused code": ["knip/bin/knip.js"],
} as const;

/** Runs the checks that need no test: each counts as one that passed or failed. `label` as in runScript. */
export async function runChecks(label?: string): Promise<Count> {
  let count = nothing;
  for (const [name, [script, ...args]] of Object.entries(tools)) {
    const verdict = (await runScript(script, args, { label })) === 0 ? "passed" : "failed";
    process.stderr.write(`[check] ${name}: ${verdict}\n`);
    count = add(count, { ...nothing, [verdict]: 1 });
  }
  return count;
}
