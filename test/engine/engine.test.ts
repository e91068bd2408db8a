import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { locateEngine } from "../../cli/engine/locate.ts";
import { Checkout } from "../support/checkout.ts";

const empty = mkdtempSync(join(tmpdir(), "nscale-empty-"));
afterAll(() => rmSync(empty, { recursive: true }));

test("without Pulumi, Go or a network it shows the stack and the report, and then says what to install", () => {
  // Debian's Go and Pulumi's own folder are both off this PATH; the installer finds no host.
  const checkout = new Checkout({ PATH: dirname(process.execPath), XDG_CACHE_HOME: empty, HOME: empty });
  const { code, output } = checkout.run("start");
  const page = readFileSync(checkout.path("out", "report.html"), "utf8");
  checkout.remove();
  expect(output).toContain(
    ["  cluster         accelerator    GPUs  hosts  facility MW", "  initial-b200           b200  13,312  1,664         28.6"].join("\n"),
  );
  expect(page).toContain("<!doctype html>");
  expect(code).toBe(1);
  expect(output.trim().split("\n").at(-1)).toBe(
    "engine: got no go on PATH, want Go 1.26 or newer to build it from its published modules; fix: install Go, or Pulumi itself (its CLI with the nodejs language host) on PATH",
  );
});

test("takes the pulumi on PATH when it is new enough and has its plugins", async () => {
  for (const [name, value] of Object.entries((await locateEngine()).environment)) vi.stubEnv(name, value);
  expect((await locateEngine()).origin).toBe("path");
  vi.unstubAllEnvs();
});
