import { expect, test } from "vitest";
import { interleave } from "../../bench/interleave.ts";

test("every round measures each once, begins with another, and the first does not count", () => {
  const order: string[] = [];
  let clock = 0;
  const run = (name: string) => () => {
    order.push(name);
    return ++clock;
  };
  const progress: string[] = [];
  const samples = interleave(2, { a: run("a"), b: run("b"), c: run("c") }, (text) => progress.push(text));
  expect(order.join("")).toBe("abcbcacab");
  expect(samples).toEqual({ a: [6, 8], b: [4, 9], c: [5, 7] });
  expect(progress).toEqual(["warming up", "round 1 of 2", "round 2 of 2"]);
});
