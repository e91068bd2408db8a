import { expect, test } from "vitest";
import { routingFacts } from "../../../components/failover/facts.ts";
import { jurisdictionChanges } from "../../../review/judge/jurisdictions.ts";
import { printComment } from "../../../review/render/comment.ts";
import { exampleSites } from "../../support/serving-sites.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const residency = { nordic: ["NO", "IS"], everywhere: ["NO", "IS", "GB"] } as const;

/** Narvik's routing facts with an endpoint that fails over to these stacks. */
const routing = (...failover: string[]) => ({
  endpoints: routingFacts(
    "narvik",
    exampleSites({
      narvik: { jurisdiction: "NO", residency, endpoints: { scout: { failover } } },
      keflavik: { jurisdiction: "IS", residency, endpoints: { scout: {} } },
      loughton: { jurisdiction: "GB", residency, endpoints: { scout: {} } },
    }),
  ),
});

const company = { legalName: "Example AS", headquarters: "NO", ultimateParent: { legalName: "Example AS", headquarters: "NO" } };
const site = { location: { jurisdiction: "NO" }, operator: company };
const steps = [
  step("same", { type: "nscale:site:Site", name: "narvik", before: site, after: site }),
  step("update", { type: "nscale:fleet:Routing", name: "narvik", before: routing("keflavik"), after: routing("keflavik", "loughton") }),
];

test("an endpoint's new failover out of the European Economic Area is reported, for each tenant concerned", () => {
  expect(jurisdictionChanges(steps)).toEqual([
    {
      change: "new",
      what: "requests of tenant everywhere for endpoint scout may fail over to loughton",
      jurisdiction: "GB",
      leavesSite: true,
      leavesEea: true,
    },
  ]);
});

test("the comment reports it", async () => {
  const review = reviewOf([planOf("narvik", steps)]);
  expect(review.stacks[0]?.labels).toContain("sovereignty");
  await expect(printComment(review)).toMatchFileSnapshot("golden/endpoint-fails-over-out-of-the-eea.md");
});
