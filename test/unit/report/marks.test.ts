import { describe, expect, test } from "vitest";
import { assumed, stated } from "../../../components/lib/fact.ts";
import { summarize } from "../../../components/summary/summarize.ts";
import { textOf } from "../../../review/html/html.ts";
import { coversPath, inputs, Marks } from "../../../report/marks.ts";
import { exampleCluster, exampleSpec } from "../../support/specs.ts";

test.each([
  ["clusters.*.gpus", "clusters.training.gpus", true],
  ["clusters.*.gpus", "clusters.training.unitsPerRack", false],
  ["clusters.*.gpus", "deliveries.training.gpus", false],
  ["site.phases[1].feeds", "site.phases[1].feeds.count", true],
  ["site.phases[1].feeds", "site.phases[10].feeds.count", false],
  ["site.phases[1].feeds.count", "site.phases[1].feeds", false],
])("%s covers %s: %s", (pattern, path, wanted) => {
  expect(coversPath(pattern, path)).toBe(wanted);
});

describe("marks", () => {
  const spec = exampleSpec({
    clusters: { training: exampleCluster({ gpus: stated(100, "a data sheet"), unitsPerRack: assumed(2, "an example") }) },
  });
  const summary = summarize("example", spec);
  const marks = new Marks(summary);
  const path = "clusters.training.unitsPerRack";
  const index = summary.assumptions.findIndex((assumption) => assumption.path === path);

  test("link an assumed figure to its reason", () => {
    expect(textOf(marks.fact(path, "2")).replace(/\s*\n\s*/g, "")).toBe(
      `<a class="assumed" href="#assumption-example-${index + 1}">2<sup aria-hidden="true">*</sup><span class="unseen"> (assumed)</span></a>`,
    );
  });

  test("leave a stated figure as it is", () => {
    expect(textOf(marks.fact("clusters.training.gpus", "100"))).toBe("100");
    expect(textOf(marks.derived(inputs.gpus, "100"))).toBe("100");
    expect(marks.derivedInPicture(inputs.gpus, "100")).toBe("100");
  });

  test("mark figures computed from an assumed one", () => {
    expect(textOf(marks.derived(inputs.facility, "0.2 MW")).replace(/\s*\n\s*/g, "")).toBe(
      '<span class="derived">0.2 MW<sup aria-hidden="true">†</sup><span class="unseen"> (from assumed figures)</span></span>',
    );
    expect(marks.derivedInPicture(inputs.racks, "7 racks")).toBe("7 racks†");
    expect(marks.factInPicture("site.phases[0].capacityMegawatts", "20 MW")).toBe("20 MW*");
  });
});
