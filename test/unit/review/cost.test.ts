import { expect, test } from "vitest";
import { costTexts } from "../../../review/render/cost.ts";
import { printComment } from "../../../review/render/comment.ts";
import { printPage } from "../../../review/page/page.ts";
import { stated } from "../../../components/lib/fact.ts";
import glomfjordInput from "../../../stacks/glomfjord.ts";
import narvikInput from "../../../stacks/narvik.ts";
import { add, set } from "../../support/invalid.ts";
import { reviewChange } from "../../support/review.ts";
import { written } from "../../support/written.ts";

const judgedOn = "2026-11-15";
const [glomfjord, narvik] = [written(glomfjordInput), written(narvikInput)];

test("a dearer agreement moves the cost of power and of a GPU-hour: one line in the comment, a section of the page", async () => {
  const after = structuredClone(glomfjord);
  for (const name of ["hydro-initial", "hydro-expansion"])
    add(after, `site.powerAgreements.${name}.usdPerMegawattHour`, stated(60, "the contract"));
  const review = await reviewChange({ stack: "glomfjord", before: glomfjord, after, judgedOn });
  const cost = review.stacks[0]?.cost;
  const line = "power $12.85M → $25.69M a year (+12.85); a GPU-hour of b200 $1.42 → $1.48; a GPU-hour of b300 $1.65 → $1.71";
  expect(cost && costTexts(cost).join("; ")).toBe(line);
  expect(printComment(review)).toContain(`\n**Cost:** ${line}\n`);
  const page = printPage(review);
  expect(page).toContain("Cost, with every planned cluster running");
  expect(page).toContain("4 assumed figures that this rests on");
});

test("a sold contract of which the change takes GPUs is told with its value; a change of neither cost nor promise has no line", async () => {
  const after = structuredClone(narvik);
  const sold = Object.entries(narvik.site.offtake).find(([, { valueUsdMillions }]) => valueUsdMillions !== undefined)?.[0] ?? "";
  add(after, `site.offtake.${sold}.mayScale`, stated(false, "the contract"));
  const review = await reviewChange({ stack: "narvik", before: narvik, after, judgedOn });
  expect(review.stacks[0]?.cost?.contracts).toEqual([{ tenant: sold, usdMillions: 6_200 }]);
  expect(printComment(review)).toContain(`**Cost:** contracts of $6,200M reached: ${sold}`);
  const moved = structuredClone(glomfjord);
  set(moved, "site.powerAgreements.hydro-expansion.validTo", stated("2037-12-31", "the contract"));
  expect((await reviewChange({ stack: "glomfjord", before: glomfjord, after: moved, judgedOn })).stacks[0]?.cost).toBeUndefined();
});
