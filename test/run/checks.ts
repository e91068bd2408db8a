import { repository } from "../../cli/setup/cache.mjs";
import { runScript } from "./child.ts";
import { checkPrograms, programLanguages } from "./programs.ts";
import { add, nothing, type Count } from "./suite.ts";

const tools = {
  types: ["typescript/bin/tsc", "--project", "."],
  lint: ["eslint/bin/eslint.js", "--config", "test/eslint.config.mjs", "."],
  format: ["prettier/bin/prettier.cjs", "--check", "--log-level=warn", "**/*.{ts,mjs,json}"],
  "unused code": ["knip/bin/knip.js"],
} as const;

/** The checks that need no test, by name: each says whether all is right. */
const checks = (label: string | undefined): readonly (readonly [string, () => Promise<boolean>])[] => [
  ...Object.entries(tools).map(
    ([name, [script, ...args]]) => [name, async () => (await runScript(script, args, { label })) === 0] as const,
  ),
  ...programLanguages.map((language) => [`${language} programs`, () => checkPrograms(language, { label, folder: repository })] as const),
];

/** Runs the checks that need no test: each counts as one that passed or failed. `label` as in CommandOptions. */
export async function runChecks(label?: string): Promise<Count> {
  let count = nothing;
  for (const [name, check] of checks(label)) {
    const verdict = (await check().catch(told(name))) ? "passed" : "failed";
    process.stderr.write(`[check] ${name}: ${verdict}\n`);
    count = add(count, { ...nothing, [verdict]: 1 });
  }
  return count;
}

/** A check that could not run has failed, and says why. */
const told =
  (name: string) =>
  (error: unknown): false => {
    process.stderr.write(`[check] ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  };
