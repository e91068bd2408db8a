import { expect, test } from "vitest";
import { isOver, pairwiseRatio, quartilesOf } from "../../bench/stats.ts";

test.each([
  [[5], { lower: 5, median: 5, upper: 5 }],
  [[3, 1], { lower: 1.5, median: 2, upper: 2.5 }],
  [[9, 1, 8, 2, 7, 3, 6, 4, 5], { lower: 3, median: 5, upper: 7 }],
  [[40, 10, 30, 20], { lower: 17.5, median: 25, upper: 32.5 }],
])("the quartiles of %j", (values, quartiles) => {
  expect(quartilesOf(values)).toEqual(quartiles);
});

test("the order of the values stays as it is", () => {
  const values = [3, 1, 2];
  quartilesOf(values);
  expect(values).toEqual([3, 1, 2]);
});

test("each value is compared with the one measured beside it, not with the median of all", () => {
  expect(pairwiseRatio([2, 20, 12], [1, 10, 8])).toEqual({ lower: 1.75, median: 2, upper: 2 });
});

test.each([
  [{ lower: 1.24, median: 1.3, upper: 1.4 }, false],
  [{ lower: 1.25, median: 1.3, upper: 1.4 }, false],
  [{ lower: 1.26, median: 1.3, upper: 1.4 }, true],
])("%j is over 1.25: %s", (quartiles, over) => {
  expect(isOver(quartiles, 1.25)).toBe(over);
});
