import { expect, test, vi } from "vitest";
import { assumed } from "../../../components/lib/fact.ts";
import type { StackSpec } from "../../../components/schema/stack.ts";
import { rules } from "../../../policies/rules.ts";
import { printComment } from "../../../review/render/comment.ts";
import { reviewSchema, type Review } from "../../../review/schema.ts";
import glomfjordInput from "../../../stacks/glomfjord.ts";
import keflavikInput from "../../../stacks/keflavik.ts";
import { add, remove, set } from "../../support/invalid.ts";
import { reviewChange } from "../../support/review.ts";
import { written } from "../../support/written.ts";

// Each change plans a whole stack twice, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const example = "an example";
const [glomfjord, keflavik] = [written(glomfjordInput), written(keflavikInput)];

/** The review of a change of a stack's data, by every rule and with every object. */
function reviewOfChange(stack: string, before: StackSpec, change: (stack: StackSpec) => void): Promise<Review> {
  const after = structuredClone(before);
  change(after);
  return reviewChange({ stack, before, after, judgedOn: "2026-11-20", rules, isWhole: true });
}

/** What decides about a review: its verdict, labels and sentence. */
const decisionOf = (review: Review) => {
  const [{ labels, headline } = { labels: [], headline: [] }] = reviewSchema.parse(review).stacks;
  return { verdict: review.verdict, labels, headline };
};

const sharesOf = (stack: StackSpec) =>
  Object.values(stack.clusters).flatMap(({ kubernetes, slurm }) => [kubernetes.tenants, ...(slurm === undefined ? [] : [slurm.tenants])]);

test("a tenant is removed: its data first, then what of its guarantees goes", async () => {
  const review = await reviewOfChange("glomfjord", glomfjord, (stack) => {
    for (const shares of sharesOf(stack)) Reflect.deleteProperty(shares, "nordic-ai");
    remove(stack, "site.offtake.nordic-ai");
    remove(stack, "tenants.nordic-ai");
  });
  const { verdict, labels, headline } = decisionOf(review);
  expect([verdict, labels]).toEqual(["unacknowledged", ["sovereignty", "destructive"]]);
  expect(headline.slice(0, 2)).toEqual([
    "500 TiB scratch and 20 TiB home of nordic-ai kept, and no longer declared",
    "namespace tenant-nordic-ai in 2 clusters destroyed with everything in it",
  ]);
  expect(headline).toContain("nordic-ai loses the guarantee of 13,312 GPUs");
  await expect(printComment(review)).toMatchFileSnapshot("golden/tenant-removed.md");
});

test("a tenant is added", async () => {
  const review = await reviewOfChange("glomfjord", glomfjord, (stack) => {
    for (const shares of sharesOf(stack)) {
      Object.assign(shares, { "svalbard-ai": { guaranteedSharePercent: assumed(10, example), preemptionOrder: 1 } });
    }
    const company = { legalName: assumed("Svalbard AI AS", example), headquarters: assumed("NO", example) };
    add(stack, "tenants.svalbard-ai", {
      ...structuredClone(glomfjord.tenants["nordic-ai"]),
      organisation: { ...company, ultimateParent: company },
      residency: ["NO"],
      groups: { admin: "svalbard-ai-admins", user: "svalbard-ai-users", viewer: "svalbard-ai-viewers" },
    });
  });
  await expect(printComment(review)).toMatchFileSnapshot("golden/tenant-added.md");
});

test("the accelerator of a cluster is another: its machines are rebuilt, and the kinds are told apart", async () => {
  const review = await reviewOfChange("glomfjord", glomfjord, (stack) => {
    set(stack, "clusters.initial-b200.accelerator", "b300");
    set(stack, "deliveries.initial-b200.accelerator", "b300");
  });
  const text = printComment(review);
  expect(text).toContain("`b200` −13,312, `b300` +13,312");
  await expect(text).toMatchFileSnapshot("golden/accelerator.md");
});

test("a phase comes half a year sooner, with its agreement and its delivery", async () => {
  const review = await reviewOfChange("glomfjord", glomfjord, (stack) => {
    set(stack, "site.phases.1.energisedOn", assumed("2027-01-01", "the growth is stated without a date"));
    set(stack, "site.powerAgreements.hydro-expansion.validFrom", assumed("2027-01-01", "begins with the phase"));
    set(stack, "deliveries.expansion-b300.deliveredOn", assumed("2027-02-01", "after the phase is energised"));
  });
  const { labels, headline } = decisionOf(review);
  expect(labels).toEqual(["power"]);
  expect(headline[0]).toContain("30 MW (Phase glomfjord-expansion) 6 months sooner");
  await expect(printComment(review)).toMatchFileSnapshot("golden/dates-earlier.md");
});

test("agreements end five years sooner: the rule that this breaks, and the assumed values under their old reasons", async () => {
  const review = await reviewOfChange("glomfjord", glomfjord, (stack) => {
    const term = "a term of twelve years, common for such agreements";
    set(stack, "site.powerAgreements.hydro-initial.validTo", assumed("2031-12-31", term));
    set(stack, "site.powerAgreements.hydro-expansion.validTo", assumed("2031-12-31", "ends with the first agreement"));
    set(stack, "site.powerContractedUntil", assumed("2031-12-31", "the end of the agreements' assumed term"));
  });
  const text = printComment(review);
  expect(decisionOf(review).verdict).toBe("failed");
  expect(text).toContain("2036-12-31 → 2031-12-31: a term of twelve years, common for such agreements (the same reason as before)");
  await expect(text).toMatchFileSnapshot("golden/agreements-shorter.md");
});

test("a cluster is renamed", async () => {
  const review = await reviewOfChange("keflavik", keflavik, (stack) => {
    for (const part of [stack.clusters, stack.deliveries]) {
      Object.assign(part, { "halo-1": part["initial-1"] });
      Reflect.deleteProperty(part, "initial-1");
    }
    set(stack, "deliveries.halo-1.cluster", "halo-1");
  });
  const { verdict, headline } = decisionOf(review);
  expect(verdict).toBe("unacknowledged");
  expect(headline.find((fact) => fact.startsWith("initial-1 → halo-1"))).toMatch(
    /^initial-1 → halo-1 with equal figures: with renamedFrom: "initial-1", \d+ resources would keep their names and their data, else 4,600 GPUs drain$/,
  );
  await expect(printComment(review)).toMatchFileSnapshot("golden/cluster-renamed.md");
});

test("a cluster and a tenant that name their first keys change nothing", async () => {
  const review = await reviewOfChange("keflavik", keflavik, (stack) => {
    stack.clusters = { "halo-1": stack.clusters["initial-1"] as StackSpec["clusters"][string] };
    set(stack, "deliveries.initial-1.cluster", "halo-1");
    add(stack, "clusters.halo-1.renamedFrom", "initial-1");
    for (const part of [stack.tenants, stack.site.offtake, ...sharesOf(stack)]) {
      if (!Object.hasOwn(part, "atlantic-models")) continue;
      Object.assign(part, { "atlantic-labs": part["atlantic-models"] });
      Reflect.deleteProperty(part, "atlantic-models");
    }
    add(stack, "tenants.atlantic-labs.renamedFrom", "atlantic-models");
  });
  expect(decisionOf(review)).toEqual({ verdict: "clear", labels: [], headline: [] });
});
