import { expect, test, vi } from "vitest";
import { stated } from "../../../components/lib/fact.ts";
import type { StackSpec } from "../../../components/schema/stack.ts";
import { resourceRule } from "../../../policies/lib/rule.ts";
import { noParameters } from "../../../policies/lib/parameters.ts";
import { printComment } from "../../../review/render/comment.ts";
import { reviewSchema } from "../../../review/schema.ts";
import glomfjordInput from "../../../stacks/glomfjord.ts";
import narvikInput from "../../../stacks/narvik.ts";
import { remove, set } from "../../support/invalid.ts";
import { reviewChange } from "../../support/review.ts";
import { written } from "../../support/written.ts";

// Narvik has 300 resources, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const judgedOn = "2026-11-15";
const [glomfjord, narvik] = [written(glomfjordInput), written(narvikInput)];

/** A stack with a change to its data. */
function changed(input: StackSpec, ...changes: readonly ((stack: StackSpec) => void)[]): StackSpec {
  const stack = structuredClone(input);
  for (const change of changes) change(stack);
  return stack;
}

/** Glomfjord without its expansion. */
const small = changed(glomfjord, (stack) => {
  stack.site.phases.splice(1);
  for (const path of ["site.powerAgreements.hydro-expansion", "clusters.expansion-b300", "deliveries.expansion-b300"]) remove(stack, path);
  set(stack, "site.permits.planning.phases", ["initial"]);
  set(stack, "site.permits.grid-connection.megawatts", stated(30, "the first phase"));
});

test("Glomfjord grows from 30 MW to 60 MW", async () => {
  const review = await reviewChange({ stack: "glomfjord", before: small, after: glomfjord, judgedOn });
  expect(reviewSchema.parse(review).verdict).toBe("clear");
  await expect(printComment(review)).toMatchFileSnapshot("golden/glomfjord-60-megawatts.md");
});

test("a tenant's share at Narvik is cut below what runs", async () => {
  const share = stated(20, "the contract");
  const cut = changed(narvik, (stack) => {
    for (const cluster of Object.keys(stack.clusters))
      set(stack, `clusters.${cluster}.kubernetes.tenants.openai.guaranteedSharePercent`, share);
    set(stack, "site.offtake.openai.sharePercent", share);
  });
  const review = await reviewChange({ stack: "narvik", before: narvik, after: cut, judgedOn });
  expect(review.verdict).toBe("unacknowledged");
  await expect(printComment(review)).toMatchFileSnapshot("golden/narvik-share-cut.md");
});

/** The share of OpenAI, in the queues and in Slurm alike, from 38 % to 33 %; what it loses is another tenant's. */
const shifted = changed(narvik, (stack) => {
  const shares = [
    ["openai", stated(33, "the contract")],
    ["norway-startups", stated(10, "the contract")],
  ] as const;
  for (const [tenant, share] of shares) {
    set(stack, `site.offtake.${tenant}.sharePercent`, share);
    for (const [name, { slurm }] of Object.entries(stack.clusters)) {
      set(stack, `clusters.${name}.kubernetes.tenants.${tenant}.guaranteedSharePercent`, share);
      if (slurm !== undefined) set(stack, `clusters.${name}.slurm.tenants.${tenant}.guaranteedSharePercent`, share);
    }
  }
});

test("the blast radius of a share counts Slurm's part of it, as the table of figures does", async () => {
  const review = await reviewChange({ stack: "narvik", before: narvik, after: shifted, judgedOn });
  const { guarantees = [], gpus } = review.stacks[0] ?? {};
  const lost = (layer: string) => guarantees.filter((each) => each.layer === layer).reduce((sum, { atRiskGpus }) => sum + atRiskGpus, 0);
  expect(gpus?.byTenant["openai"]).toEqual({ before: 37_800, after: 32_760 });
  expect([lost("kueue"), lost("slurm")]).toEqual([4_608, 432]);
  expect(printComment(review)).toContain("**Blast radius: the guarantee of 5,040 GPUs lost");
});

test("a share cut in Slurm alone is gated like one cut in Kueue", async () => {
  const cut = changed(glomfjord, (stack) => {
    set(stack, "site.offtake.arctic-research.sharePercent", stated(36, "the contract"));
    for (const [name, { slurm }] of Object.entries(stack.clusters)) {
      if (slurm !== undefined)
        set(stack, `clusters.${name}.slurm.tenants.arctic-research.guaranteedSharePercent`, stated(20, "the contract"));
    }
  });
  const change = { stack: "glomfjord", before: glomfjord, after: cut, judgedOn };
  const review = await reviewChange(change);
  expect([review.verdict, review.stacks[0]?.labels]).toEqual(["unacknowledged", ["destructive"]]);
  expect(review.stacks[0]?.guarantees).toEqual([
    { cluster: "initial-b200", layer: "slurm", tenant: "arctic-research", beforeGpus: 1632, afterGpus: 816, atRiskGpus: 816 },
  ]);
  expect(printComment(review)).toContain("- `arctic-research` in Slurm of `initial-b200`: guarantee 1,632 → 816 GPUs;");
  expect((await reviewChange({ ...change, isAcknowledged: true })).verdict).toBe("clear");
});

/** A stand-in for the rule on agreement terms. */
const inForce = resourceRule({
  name: "agreement-in-force",
  description: "Agreements are in force",
  why: "Power without an agreement is nobody's.",
  level: "mandatory",
  severity: "high",
  framework: { name: "an example", version: "1", reference: "1", specification: "1" },
  remediation: "Renew the agreement.",
  tags: [],
  parameters: noParameters,
  types: ["nscale:site:PowerAgreement"],
  reads: ["validTo"],
  judge: ({ props }, { date }) =>
    String(props["validTo"]) >= date
      ? []
      : [{ got: `an agreement that ended on ${String(props["validTo"])}`, want: "one in force", fix: "renew it" }],
});

test("an agreement ends between the date of the data and the day of judgement", async () => {
  const ending = changed(small, (stack) => {
    set(stack, "site.powerAgreements.hydro-initial.validTo", stated("2026-12-31", "the contract"));
    set(stack, "site.powerContractedUntil", stated("2026-12-31", "the contract"));
  });
  const review = await reviewChange({ stack: "glomfjord", before: ending, after: ending, judgedOn: "2027-01-15", rules: [inForce] });
  expect(review.verdict).toBe("failed");
  await expect(printComment(review)).toMatchFileSnapshot("golden/agreement-ended.md");
});

test("the fabric of a cluster is replaced", async () => {
  const rebuilt = changed(glomfjord, (stack) => {
    set(stack, "clusters.initial-b200.fabric", { kind: "roce", planes: stated(8, "the design of the fabric") });
  });
  const change = { stack: "glomfjord", before: glomfjord, after: rebuilt, judgedOn };
  const review = await reviewChange(change);
  expect(review.verdict).toBe("unacknowledged");
  await expect(printComment(review)).toMatchFileSnapshot("golden/fabric-replaced.md");
  expect((await reviewChange({ ...change, isAcknowledged: true })).verdict).toBe("clear");
});
