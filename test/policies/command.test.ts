import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { run } from "../../cli/tasks/policy.ts";

let said = "";

beforeEach(() => {
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const stacks = "glomfjord, narvik, keflavik, loughton, texas, stargate-uk, fleet";
const usage =
  "npm run policy -- STACK… | all [--date YYYY-MM-DD] [--within DAYS], or --state FILE instead of a stack, or --verify FILE, or --docs";

/** Subjects that cannot be judged are neither passed nor violated. */
test.each([
  [["nowhere"], `got stack nowhere, want one of ${stacks}; fix: correct the name, or add stacks/nowhere.ts to stacks/files.ts\n`],
  [[], `got no stack, want one or the other; fix: ${usage}\n`],
  [["narvik", "--state", "state.json"], `got a stack and a state, want one or the other; fix: ${usage}\n`],
  [["narvik", "--date", "2026-02-30"], `--date: got 2026-02-30, want a date, YYYY-MM-DD; fix: ${usage}\n`],
  [["narvik", "--within", "-1"], expect.stringContaining(usage)],
  [["narvik", "--within", "soon"], `--within: got soon, want a whole number of days from 0; fix: ${usage}\n`],
  [["--verify", "evidence.json", "narvik"], `--verify: got more than a file, want one file; fix: ${usage}\n`],
  [["--state", "nowhere.json"], "got no file nowhere.json, want one that pulumi stack export wrote; fix: correct the name\n"],
])("%j", async (args, message) => {
  expect(await run(args)).toBe(2);
  expect(said).toEqual(message);
});
