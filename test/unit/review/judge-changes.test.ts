import { expect, test } from "vitest";
import { printComment } from "../../../review/render/comment.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

test("a change of the judge has a section and an acknowledgement of its own", async () => {
  const judge = {
    isAcknowledged: false,
    changes: [
      { of: "rule" as const, change: "removed" as const, name: "a", text: "the rule is gone" },
      { of: "file" as const, change: "changed" as const, name: "policies/rules.ts", text: "part of the rules" },
    ],
  };
  const unchanged = [planOf("narvik", [step("same")])];
  const review = reviewOf(unchanged, { judge });
  expect(review.verdict).toBe("rules-unacknowledged");
  expect(reviewOf(unchanged, { judge: { ...judge, isAcknowledged: true } }).verdict).toBe("clear");
  const destroyed = [planOf("narvik", [step("delete", { type: "kubernetes:core/v1:Namespace" })])];
  expect(reviewOf(destroyed, { judge, isAcknowledged: true }).verdict).toBe("rules-unacknowledged");
  await expect(printComment(review)).toMatchFileSnapshot("golden/rule-removed.md");
});
