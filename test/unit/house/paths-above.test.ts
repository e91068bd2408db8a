import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../../../cli/setup/cache.mjs";
import { codeFiles } from "../../support/imports.ts";
import { pathsAbove } from "../../support/paths-above.ts";

test("no code reads above the repository, but the comparison with published schemas where there are any", () => {
  const found = codeFiles(repository).flatMap((file) =>
    pathsAbove(file, readFileSync(join(repository, file), "utf8")).map((path) => `${file}: ${path}`),
  );
  expect(found).toEqual(["test/rigs/cluster/reduced/published.ts: ../shared/crds"]);
});

test.each([
  ['join(repository, "..", "shared")', ["../shared"]],
  ['join(import.meta.dirname, "..", "..", "..", "shared")', ["../shared"]],
  ["readFileSync(`${import.meta.dirname}/../../../shared/README.md`)", ["../shared/README.md"]],
  ['new URL("../../../shared", import.meta.url)', ["../shared"]],
  ['const root = dirname(repository); readFileSync(join(root, "shared"))', [".."]],
  ['const root = `${import.meta.dirname}/../..`; resolve(root, "../shared")', ["../shared"]],
  ['join(process.cwd(), "../shared")', ["../shared"]],
  ['import shared from "../../../shared/index.ts";', ["../shared/index.ts"]],
  ['join(import.meta.dirname, "..", "..", "stacks")', []],
  ['join(folder, "..", "beside")', []],
  ['join(repository, "..name")', []],
  ['const text = "... and so on";', []],
])("in test/unit, %s leads out to %j", (source, paths) => {
  expect(pathsAbove("test/unit/example.ts", source)).toEqual(paths);
});
