import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../policies/rules.ts";
import { docsFile, printDocs } from "../../cli/policy/docs.ts";

const docs = await printDocs();

test("policies/README.md says what the rules say now; npm run policy -- --docs writes it", () => {
  expect(readFileSync(docsFile, "utf8")).toBe(docs);
});

test("every rule has an example that fails", () => {
  expect(docs.match(/^- \*\*Fails\*\*/gm)).toHaveLength(rules.length);
});
