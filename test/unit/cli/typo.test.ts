import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Checkout } from "../../support/checkout.ts";

// Each command is a process that loads the program, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let checkout: Checkout;
beforeAll(() => {
  checkout = new Checkout();
});
afterAll(() => checkout.remove());

test.each([["start"], ["drift"], ["policy"]])("npm run %s with a misspelt stack makes none, and says the nearest", (task) => {
  const { code, output } = checkout.run(task, "narvk");
  expect(output).toContain(
    "got stack narvk, want one of glomfjord, narvik, keflavik, loughton, texas, stargate-uk, fleet; fix: did you mean narvik?",
  );
  expect(code).not.toBe(0);
  expect(["work", "backend"].filter((folder) => existsSync(checkout.path(".state", folder)))).toEqual([]);
});
