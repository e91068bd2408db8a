import { readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reviewSchema } from "../../review/schema.ts";
import { Checkout } from "../support/checkout.ts";

const checkout = new Checkout();
afterAll(() => checkout.remove());

/** The seal that a review of glomfjord prints. */
function reviewed(): string {
  const { output } = checkout.run("review", "glomfjord");
  const review = reviewSchema.parse(JSON.parse(readFileSync(checkout.path("out", "review", "review.json"), "utf8")));
  const seal = review.stacks[0]?.seal;
  if (seal === undefined) throw new Error(output);
  return seal;
}

const up = (seal: string, ...more: string[]) => checkout.run("pulumi", "up", "--yes", "--stack", "glomfjord", "--sealed", seal, ...more);

const resources = () => {
  const { deployment } = JSON.parse(checkout.run("pulumi", "stack", "export", "--stack", "glomfjord").output) as {
    deployment: { resources?: { urn: string }[] };
  };
  return (deployment.resources ?? []).map(({ urn }) => urn).sort();
};

let first: string;
beforeAll(() => {
  rmSync(checkout.path(".state"), { recursive: true, force: true });
  const { code, output } = checkout.run("pulumi", "stack", "init", "glomfjord");
  expect(code, output).toBe(0);
  first = reviewed();
});

test("what is no seal, and what goes with one, is refused", () => {
  expect(up("soon").output).toContain('glomfjord: nothing was changed: --sealed: got "soon", want the seal that npm run review prints');
  expect(up(first, "--target", "urn:x").output).toContain("--sealed: got --target urn:x beside it, want the whole reviewed update");
  expect(resources()).toEqual([]);
});

test("data that were edited after the review are refused, and nothing is changed", () => {
  checkout.change(
    "glomfjord",
    'stack.clusters["expansion-b300"].gpus.value = 13_056;',
    'stack.deliveries["expansion-b300"].gpus.value = 13_056;',
  );
  const { code, output } = up(first);
  expect(code).toBe(1);
  expect(output).toContain(
    "glomfjord: nothing was changed: --sealed: got other planned resources than were reviewed; fix: npm run review -- glomfjord, and have that approved",
  );
  expect(resources()).toEqual([]);
  checkout.change("glomfjord");
});

test("a killed update is resumed under its seal, and is then over", () => {
  checkout.with({ NSCALE_KILL_AT: "update:done" });
  const killed = up(first);
  checkout.with({ NSCALE_KILL_AT: "" });
  expect(killed.code).not.toBe(0);
  const { code, output } = up(first);
  expect(code, output).toBe(0);
  const made = resources();
  expect(made.length).toBeGreaterThan(200);
  expect(new Set(made).size).toBe(made.length);
  // The state is another than the reviewed one now.
  expect(up(first).output).toContain("--sealed: got other state than were reviewed");
});
