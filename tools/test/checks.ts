import { spawnSync } from "node:child_process";
import { repository } from "../setup/cache.mjs";
import { add, nothing, type Count } from "./suite.ts";

const tools = {
  types: ["typescript/bin/tsc", "--project", "."],
  lint: ["eslint/bin/eslint.js", "--config", "test/eslint.config.mjs", "."],
  format: ["prettier/bin/prettier.cjs", "--check", "--log-level=warn", "**/*.{ts,mjs,json}"],
  "unused code": ["knip/bin/knip.js"],
} as const;

/** Runs the checks that need no test: each counts as one that passed or failed. */
export function runChecks(): Count {
  let count = nothing;
  for (const [name, [script, ...args]] of Object.entries(tools)) {
    const { status } = spawnSync(process.execPath, [`node_modules/${script}`, ...args], { cwd: repository, stdio: "inherit" });
    process.stderr.write(`[check] ${name}: ${status === 0 ? "passed" : "failed"}\n`);
    count = add(count, { ...nothing, [status === 0 ? "passed" : "failed"]: 1 });
  }
  return count;
}
