import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../../../cli/setup/cache.mjs";

test("docs/reliability.md has the result of a whole run of npm run chaos, with nothing wrong", () => {
  const [, result = ""] =
    /<!-- chaos -->([^]*)<!-- \/chaos -->/.exec(readFileSync(join(repository, "docs", "reliability.md"), "utf8")) ?? [];
  expect(result).toMatch(/`npm run chaos -- --seed \d+ --kills 45`: 45 runs killed/);
  const counts = [...result.matchAll(/^\| [a-z].* \| (\d+) \|$/gm)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(45);
  expect(result).toContain("Nothing was lost, doubled, pending or left.");
});
