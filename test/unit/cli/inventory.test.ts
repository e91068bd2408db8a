import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { run } from "../../../cli/tasks/inventory.ts";

const directory = mkdtempSync(join(tmpdir(), "nscale-inventory-"));
afterAll(() => rmSync(directory, { recursive: true }));

let said: string[] = [];

beforeEach(() => {
  said = [];
  const keep = (text: string | Uint8Array) => said.push(String(text)) > 0;
  const spies = [vi.spyOn(process.stdout, "write").mockImplementation(keep), vi.spyOn(process.stderr, "write").mockImplementation(keep)];
  return () => spies.forEach((spy) => spy.mockRestore());
});

test("without a file, a stack or a file that is there, nothing is read", async () => {
  expect(await run(["glomfjord"])).toBe(1);
  expect(await run(["--file", "hosts.yaml"])).toBe(1);
  expect(await run(["glomfjord", "--file", join(directory, "absent.yaml")])).toBe(1);
  expect(said.join("")).toMatch(
    /^got no --file, .*\ngot 0 arguments, want a stack; .*\n--file: got .*absent\.yaml \(ENOENT.*\), want a file that can be read; /,
  );
});

test("an inventory of one host lacks the others, by cluster", async () => {
  const file = join(directory, "hosts.yaml");
  writeFileSync(file, "kind: BareMetalHost\nmetadata: {name: one, namespace: glomfjord}\nspec: {}\n");
  expect(await run(["glomfjord", "--file", file])).toBe(2);
  expect(said.join("")).toContain(
    "glomfjord: initial-b200: control plane: got 0 hosts, want 4; fix: enter 4 hosts more, or correct their labels\n",
  );
});
