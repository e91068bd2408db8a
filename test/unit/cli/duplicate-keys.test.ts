import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { planPurely } from "../../../review/plan/pure.ts";
import { Checkout } from "../../support/checkout.ts";

// Each command is a process that loads the program, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let checkout: Checkout;
beforeAll(() => {
  checkout = new Checkout();
});
afterAll(() => checkout.remove());

/** Writes a line of a file of stacks a second time below itself, and returns the number of the first. */
function copyLine(file: string, part: string): number {
  const path = checkout.path("stacks", file);
  const lines = readFileSync(path, "utf8").split("\n");
  const index = lines.findIndex((each) => each.includes(part));
  writeFileSync(path, lines.toSpliced(index, 0, lines[index] ?? "").join("\n"));
  return index + 1;
}

const told = (file: string, line: number, path: string, key: string) =>
  `stacks/${file}:${line + 1}: ${path}: got the key ${key} again, which is in line ${line} already, want each key of an object once: of two, JavaScript keeps the last in silence; fix: rename one of them, or remove it`;

test("a copied line whose key was forgotten is a fault in every command that reads the stack, beside the other faults", async () => {
  const helper = told("platform.ts", copyLine("platform.ts", 'purpose: "telemetry"'), "telemetry", "telemetry");
  const own = told("keflavik.ts", copyLine("keflavik.ts", 'name: "Keflavik"'), "site.name", "name");
  // The program of `npm start`, `npm run pulumi` and `npm run review`.
  expect((await planPurely(checkout.directory, "keflavik")).error).toBe(`${own}\n${helper}`);
  expect((await planPurely(checkout.directory, "narvik")).error).toBe(helper);
  const judged = checkout.run("policy", "keflavik");
  expect(judged.code).toBe(2);
  expect(judged.output).toContain(own);
  const fleet = told("fleet.ts", copyLine("fleet.ts", "asOf:"), "asOf", "asOf");
  expect(checkout.run("report")).toEqual({ code: 1, output: `${fleet}\n` });
});
