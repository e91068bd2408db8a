import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { printDeclared } from "../../../cli/stack/declared.ts";

/** Text printed while an engine is built for these stacks, and the report that is written. */
async function declared(stacks: readonly string[]): Promise<{ readonly text: string; readonly page: string; readonly file: string }> {
  const folder = mkdtempSync(join(tmpdir(), "nscale-declared-"));
  const file = join(folder, "out", "report.html");
  let text = "";
  const out = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString();
      done();
    },
  });
  try {
    await printDeclared(stacks, out, file);
    return { text, page: readFileSync(file, "utf8"), file };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("before the engine is built a site's phases, clusters and tenants are printed, and the report lies where it is said", async () => {
  const { text, page, file } = await declared(["glomfjord", "fleet"]);
  expect(text.split("\n")).toEqual([
    "",
    "Glomfjord (NO, NO4) as of 2026-11-01",
    "  26,624 GPUs planned, 13,312 installed; 13,312 b200, 13,312 b300",
    "  power: 30 MW hydro by direct-ppa",
    "",
    "  phase            from  capacity MW  IT MW  facility MW  headroom MW  with a feed lost",
    "  initial    2025-01-01         30.0   23.8         28.6          1.4               1.4",
    "  expansion  2027-07-01         60.0   47.9         57.5          2.5               2.5",
    "",
    "  phase      flexible MW  promised MW",
    "  initial            5.1          2.0",
    "  expansion         10.4          2.0",
    "",
    "  cluster         accelerator    GPUs  hosts  facility MW",
    "  initial-b200           b200  13,312  1,664         28.6",
    "  expansion-b300         b300  13,312  1,664         29.0",
    "",
    "  tenant           guaranteed GPUs",
    "  arctic-research           10,632",
    "  nordic-ai                 13,312",
    "",
    `  the fleet as a page: ${file}`,
    "",
    "",
  ]);
  expect(page).toContain("<!doctype html>");
});

test("a stack that does not exist ends it before anything is built", async () => {
  await expect(printDeclared(["oslo"], new Writable())).rejects.toThrow("got stack oslo, want one of glomfjord,");
});
