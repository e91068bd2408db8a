import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { stackFiles } from "../../stacks/files.ts";
import { Checkout } from "../support/checkout.ts";
import { validateFocus } from "../rigs/focus/validator.ts";

const checkout = new Checkout();
afterAll(() => checkout.remove());

test("the charges of every site are what the specification's own validator accepts", async () => {
  const { code, output } = checkout.run("cost", "--month", "2026-02");
  expect(code, output).toBe(0);
  for (const stack of Object.keys(stackFiles)) {
    const said = await validateFocus(checkout.path("out", "cost", `${stack}-2026-02.focus.csv`));
    expect(said.trim().split("\n").at(-1), said).toBe("Validation succeeded.");
  }
});

test("the validator refuses a charge without a currency", async () => {
  const file = checkout.path("out", "cost", "glomfjord-2026-02.focus.csv");
  const wrong = join(checkout.directory, "wrong.csv");
  writeFileSync(wrong, readFileSync(file, "utf8").replaceAll(",USD,", ",,"));
  expect(await validateFocus(wrong)).toContain("BillingCurrency");
});
