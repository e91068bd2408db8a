import { expect, test } from "vitest";
import { printReport } from "../../bench/report.ts";

test("the report has a line a case, and says what is over", () => {
  const ratio = { lower: 1.26, median: 1.301, upper: 1.4 };
  const printed = printReport([
    { name: "engine resources", resources: 69, bound: 186, isOver: false },
    { name: "preview / floor", cpuSeconds: 4.187, ratio, budget: 1.25, ratioToEmpty: 3.2, peakMegabytes: 343.4, isOver: true },
    { name: "plan / cdk8s synth", cpuSeconds: 0.00191, ratio: { lower: 0.7, median: 0.8, upper: 0.9 }, budget: 1, isOver: false },
    { name: "memory / floor", ratio, peakMegabytes: 343.4, isOver: false },
  ]);
  expect(printed).toMatchInlineSnapshot(`
    "  case                resources  bound   CPU s  ratio     quartiles  budget  to empty  peak MB    verdict
      engine resources           69    186       -      -             -       -         -        -     within
      preview / floor             -      -    4.19   1.30  1.26 to 1.40    1.25      3.20      343       over
      plan / cdk8s synth          -      -  0.0019   0.80  0.70 to 0.90    1.00         -        -     within
      memory / floor              -      -       -   1.30  1.26 to 1.40       -         -      343  no budget"
  `);
});
