import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { expect, test, vi } from "vitest";
import { planOfEvents } from "../../../review/plan/events.ts";
import { printComment, longestComment } from "../../../review/render/comment.ts";
import { reviewPlans } from "../../../review/judge/review.ts";
import { evaluatePlans } from "../../../cli/review/evaluate.ts";

// Ten thousand resources, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const many = 10_000;
const configMap = "kubernetes:core/v1:ConfigMap";

/** The engine events of a change of so many objects: a tenth each created, deleted and replaced, the rest updated. */
function* eventsOf(): Generator<EngineEvent> {
  let sequence = 0;
  const event = (content: object) => ({ sequence: (sequence += 1), timestamp: 0, ...content }) as unknown as EngineEvent;
  for (let number = 0; number < many; number++) {
    const name = `object-${String(number).padStart(5, "0")}`;
    const inputs = (data: string) => ({ inputs: { metadata: { name, namespace: "tenant-research" }, data: { value: data } } });
    const op = ["create", "delete", "replace"][number % 10] ?? "update";
    const metadata = {
      op,
      urn: `urn:pulumi:narvik::nscale::${configMap}::${name}`,
      type: configMap,
      provider: "",
      ...(op === "create" ? {} : { old: inputs("before") }),
      ...(op === "delete" ? {} : { new: inputs(`after ${number}`) }),
      keys: op === "replace" ? ["data.value"] : [],
    };
    yield event({ resourcePreEvent: { metadata } });
  }
  yield event({ summaryEvent: { resourceChanges: {} } });
}

test("a comment on ten thousand changed resources fits the limit, and counts all deleted and replaced ones", () => {
  const plan = planOfEvents("narvik", [...eventsOf()]);
  expect(plan.steps).toHaveLength(many);
  const judged = evaluatePlans([{ ...plan, comparedWith: "its state", notes: [] }], "2026-11-15");
  expect(judged[0]?.error).toBeUndefined();
  expect(judged[0]?.resources).toHaveLength((many * 9) / 10 + 2);
  const review = reviewPlans(judged, {
    repository: "example/sites",
    judgedOn: "2026-11-15",
    fullPage: "out/review/review.html",
    isAcknowledged: false,
  });
  expect(review.stacks[0]?.operations).toEqual({ create: 1_000, update: 7_000, replace: 1_000, delete: 1_000, same: 0 });
  const comment = printComment(review);
  expect(comment.length).toBeLessThanOrEqual(longestComment);
  expect(comment).toContain(`- **delete** 1,000 × \`${configMap}\``);
  expect(comment).toContain(`- **replace** 1,000 × \`${configMap}\``);
  expect(comment).toMatch(/[\d,]+ more resources in the full page/);
});
