import { expect, test } from "vitest";
import { explainStack } from "../../../components/stack/explain.ts";
import { exampleCluster, exampleStack } from "../../support/specs.ts";

test("what was renamed is explained under the key that its file has", () => {
  const { release: _, ...cluster } = exampleCluster({ renamedFrom: "training" });
  const data = exampleStack({ clusters: { fresh: cluster } });
  const explained = explainStack({ data, placeOf: () => "stacks/example.ts:1" });
  const of = (path: string) => explained.find((entry) => entry.path === path);
  expect(of("clusters.fresh.accelerator")).toEqual({
    path: "clusters.fresh.accelerator",
    value: "b200",
    origin: { kind: "written", place: "stacks/example.ts:1" },
  });
  expect(of("clusters.fresh.release")?.origin).toEqual({
    kind: "follows",
    formula: "the newest of the catalogue by the month of asOf that is not withdrawn",
    from: [{ path: "asOf", place: "stacks/example.ts:1" }],
  });
  expect(explained.filter(({ path }) => path.startsWith("clusters.training"))).toEqual([]);
});
