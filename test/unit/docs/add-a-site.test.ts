import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { declaredResources } from "../../../cli/policy/declared.ts";
import { repository } from "../../../cli/setup/cache.mjs";
import { parseStack } from "../../../components/stack/parse.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { rules } from "../../../policies/rules.ts";
import { judgeOn } from "../../../policies/verdicts/evaluation.ts";

const folder = mkdtempSync(join(tmpdir(), "nscale-site-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the site on docs/add-a-site.md has about 90 lines, parses, and violates no rule", async () => {
  const page = readFileSync(join(repository, "docs", "add-a-site.md"), "utf8");
  const [, code = ""] = /`stacks\/lofoten\.ts`:\n\n```ts\n([^]*?)```/.exec(page) ?? [];
  expect(Math.round(code.trimEnd().split("\n").length / 10)).toBe(9);

  const stacks = join(folder, "stacks");
  mkdirSync(stacks);
  symlinkSync(join(repository, "components"), join(folder, "components"));
  for (const name of ["parties.ts", "platform.ts"]) symlinkSync(join(repository, "stacks", name), join(stacks, name));
  const file = join(stacks, "lofoten.ts");
  writeFileSync(file, code);
  const { default: data } = (await import(pathToFileURL(file).href)) as { readonly default: StackInput };

  const spec = parseStack("stacks/lofoten.ts", data);
  expect(spec.clusters["initial-1"]?.gpus.value).toBe(2_304);
  const { results } = judgeOn(spec.asOf, await declaredResources("lofoten", spec), rules, []);
  expect(results.filter(({ outcome }) => outcome === "violation")).toEqual([]);
});
