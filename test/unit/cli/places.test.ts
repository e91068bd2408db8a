import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { planPurely } from "../../../review/plan/pure.ts";
import { repository } from "../../../cli/setup/cache.mjs";
import { Checkout } from "../../support/checkout.ts";

// Each command is a process that loads the program, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let checkout: Checkout;
beforeAll(() => {
  checkout = new Checkout();
});
afterAll(() => checkout.remove());

/** Replaces a text of a file of stacks, and returns the line that it is in. */
function replace(file: string, text: string, by: string): number {
  const path = checkout.path("stacks", file);
  const before = readFileSync(path, "utf8");
  const at = before.indexOf(text);
  if (at < 0) throw new Error(`${file} has no ${text}`);
  writeFileSync(path, `${before.slice(0, at)}${by}${before.slice(at + text.length)}`);
  return before.slice(0, at).split("\n").length;
}

/** The first words of each fault: where, and what. */
const told = async (stack: string) =>
  ((await planPurely(checkout.directory, stack)).error ?? "").split("\n").map((line) => line.split(", want")[0]);

test("a fault names the file and line of the value, in the stack's own file or in one that it imports", async () => {
  const date = replace("keflavik.ts", 'asOf: "2026-11-01"', 'asOf: "soon"');
  const country = replace("keflavik.ts", 'assumed("IS", "keys are held', 'assumed("ISL", "keys are held');
  const nothing = replace("keflavik.ts", 'reference: assumed("keflavik-15", undisclosed),', "");
  const misspelt = replace("platform.ts", 'kind: "infiniband"', 'kind: "infinband"');
  const origin = replace("platform.ts", 'assumed("TW",', 'assumed("Taiwan",');
  const holder = nothing - 3;
  expect(await told("keflavik")).toEqual([
    `stacks/keflavik.ts:${date}: asOf: got "soon"`,
    `stacks/keflavik.ts:${holder}: site.permits.grid-connection.reference: got nothing`,
    `stacks/keflavik.ts:${country}: site.storage.encryptionKeys.site.holderHeadquarters.value: got "ISL"`,
    `stacks/platform.ts:${misspelt}: clusters.initial-1.fabric.kind: got "infinband"`,
    `stacks/platform.ts:${origin}: deliveries.initial-1.origin.value: got "Taiwan"`,
  ]);
});

test("a fault across areas names the line too", async () => {
  copyFileSync(join(repository, "stacks", "platform.ts"), checkout.path("stacks", "platform.ts"));
  const phase = replace("loughton.ts", 'phase: "initial"', 'phase: "inital"');
  expect(await told("loughton")).toEqual([`stacks/loughton.ts:${phase}: clusters.initial-1.phase: got inital`]);
});

test("the fleet's data is told with its lines, by the report", () => {
  const line = replace("fleet.ts", '"glomfjord", "narvik"', '"glomfjrd", "narvik"');
  const { output } = checkout.run("report");
  expect(output).toContain(`stacks/fleet.ts:${line}: sites[0]: got glomfjrd, want a stack of the project`);
});
