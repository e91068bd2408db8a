import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { repository } from "../../../cli/setup/cache.mjs";
import { stated } from "../../../components/lib/fact.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { printTerminal } from "../../../review/render/terminal.ts";
import narvik from "../../../stacks/narvik.ts";
import { set } from "../../support/invalid.ts";
import { reviewChange } from "../../support/review.ts";

// Narvik has 300 resources, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

test("the change that README asks to try does what README shows", async () => {
  const after: StackInput = structuredClone<StackInput>(narvik);
  // The shares of the clusters follow from it.
  set(after, "site.offtake.openai.sharePercent", stated(30, "an example"));
  const review = await reviewChange({ stack: "narvik", before: narvik, after, judgedOn: narvik.asOf });
  const sample = /```text\n(narvik: [\s\S]*?)\n```/.exec(readFileSync(join(repository, "README.md"), "utf8"))?.[1] ?? "";
  const lines = sample.split("\n").filter((line) => line.trim() !== "…");
  expect(lines.length).toBeGreaterThan(3);
  const shown = printTerminal(review, false);
  expect(lines.filter((line) => !shown.includes(line))).toEqual([]);
});
