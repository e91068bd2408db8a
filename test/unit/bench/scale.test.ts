import { expect, test } from "vitest";
import { assumed } from "../../../components/lib/fact.ts";
import { withShareOfGpus } from "../../bench/scale.ts";
import { exampleCluster, exampleStack } from "../../support/specs.ts";

test("a tenth of the GPUs is a tenth in every cluster, in whole GPUs, and nothing else changes", () => {
  const whole = exampleStack({
    clusters: { a: exampleCluster({ gpus: assumed(100, "why") }), b: exampleCluster({ gpus: assumed(96, "why") }) },
  });
  expect(withShareOfGpus(whole, 0.1)).toEqual({
    ...whole,
    clusters: { a: exampleCluster({ gpus: assumed(10, "why") }), b: exampleCluster({ gpus: assumed(10, "why") }) },
    deliveries: {},
  });
});
