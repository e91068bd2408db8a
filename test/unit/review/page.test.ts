import { expect, test } from "vitest";
import { stated } from "../../../components/lib/fact.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { printPage } from "../../../review/page/page.ts";
import glomfjordInput from "../../../stacks/glomfjord.ts";
import { set } from "../../support/invalid.ts";
import { reviewChange } from "../../support/review.ts";
import { written } from "../../support/written.ts";

const glomfjord = written(glomfjordInput);

/** Headings and captions of a page, in its order. */
const headingsOf = (page: string): string[] => [...page.matchAll(/<(h2|h3|caption)\b[^>]*>([^<]*)/g)].map(([, , text = ""]) => text.trim());

async function pageOf(...changes: readonly (readonly [path: string, value: unknown])[]): Promise<string> {
  const after: StackInput = structuredClone(glomfjord);
  for (const [path, value] of changes) set(after, path, value);
  return printPage(await reviewChange({ stack: "glomfjord", before: glomfjord, after, judgedOn: "2026-11-15" }));
}

test("a page begins with blast radius and figures, and has no picture of unchanged facts", async () => {
  const share = stated(20, "the contract");
  const page = await pageOf(
    ["clusters.initial-b200.slurm.tenants.arctic-research.guaranteedSharePercent", share],
    ["site.offtake.arctic-research.sharePercent", stated(36, "the contract")],
  );
  expect(headingsOf(page)).toEqual(["glomfjord: destructive", "Blast radius: the guarantee of 816 GPUs lost", "Figures of glomfjord"]);
  expect(page).not.toContain("<svg");
});

test("pictures follow the facts, and show changed phases and jurisdictions only", async () => {
  const page = await pageOf(
    ["clusters.initial-b200.fabric", { kind: "roce", planes: stated(8, "the design of the fabric") }],
    ["site.egress.telemetry.jurisdiction", "IS"],
    ["site.phases.1.capacityMegawatts", stated(58, "the grid owner")],
  );
  expect(headingsOf(page)).toEqual([
    "glomfjord: destructive",
    "Blast radius: 13,312 GPUs drained or replaced",
    "Figures of glomfjord",
    "Jurisdictions",
    "Rows of racks drained or replaced",
    "rows of racks of glomfjord",
    "Power per phase, before and after",
    "power of glomfjord per phase",
    "Jurisdictions of data and traffic, and of the law that applies",
    "data, traffic and law of glomfjord by jurisdiction",
  ]);
  // A picture is drawn for three widths.
  const described = new Set([...page.matchAll(/<desc[^>]*>([^<]*)/g)].map(([, text]) => text));
  expect([...described]).toEqual([
    "52 of 52 rows are touched",
    "expansion, before: 57.5 MW of 60 MW; expansion, after: 57.5 MW of 58 MW",
    "NO: 14 → 13; IS: 1 → 2",
  ]);
});
