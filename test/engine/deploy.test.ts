import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reviewSchema } from "../../review/schema.ts";
import { Checkout } from "../support/checkout.ts";

const checkout = new Checkout();
afterAll(() => checkout.remove());

const deploy = (...args: string[]) => checkout.run("deploy", "--soak", "0", ...args);

let digest: string;
beforeAll(() => {
  const init = checkout.run("pulumi", "stack", "init", "glomfjord");
  expect(init.code, init.output).toBe(0);
  checkout.run("review", "glomfjord");
  const review = reviewSchema.parse(JSON.parse(readFileSync(checkout.path("out", "review", "review.json"), "utf8")));
  expect(review.stacks.map(({ stack, status }) => [stack, status])).toEqual([["glomfjord", "changed"]]);
  digest = deploy("--digest").output.trim();
  expect(digest).toMatch(/^[0-9a-f]{24}$/);
});

test("what was not approved is not applied", () => {
  const { code, output } = deploy("--approved", "0".repeat(24));
  expect(code).not.toBe(0);
  expect(output).toContain(`want the digest of this review, ${digest}; fix: have it approved, then name it`);
  expect(checkout.resources("glomfjord")).toEqual([]);
});

test("killed right after an update and resumed, the update is not made again", () => {
  checkout.with({ NSCALE_KILL_AT: "deploy:applied" });
  expect(deploy("--approved", digest).code).not.toBe(0);
  checkout.with({ NSCALE_KILL_AT: "" });
  const made = checkout.resources("glomfjord");
  expect(made.length).toBeGreaterThan(200);
  const { code, output } = deploy("--approved", digest);
  expect(code, output).toBe(0);
  expect(output).toContain("wave 1 is through: glomfjord");
  expect(output).not.toContain("Updating");
  expect(checkout.resources("glomfjord")).toEqual(made);
});
