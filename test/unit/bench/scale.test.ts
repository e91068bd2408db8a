import { expect, test } from "vitest";
import { assumed } from "../../../components/lib/fact.ts";
import { withoutWorkloads, withShareOfGpus } from "../../bench/scale.ts";
import { exampleCluster, exampleStack } from "../../support/specs.ts";

test("a tenth of the GPUs is a tenth in every cluster, in whole GPUs, and nothing else changes", () => {
  const whole = exampleStack({
    clusters: { a: exampleCluster({ gpus: assumed(100, "an example") }), b: exampleCluster({ gpus: assumed(96, "an example") }) },
  });
  expect(withShareOfGpus(whole, 0.1)).toEqual({
    ...whole,
    clusters: { a: exampleCluster({ gpus: assumed(10, "an example") }), b: exampleCluster({ gpus: assumed(10, "an example") }) },
    deliveries: {},
  });
});

test("without workloads there is no Slurm and no endpoint, and the rest stays", () => {
  const bare = exampleStack({ clusters: { a: exampleCluster(), b: exampleCluster() } });
  const { a = exampleCluster(), ...others } = bare.clusters;
  // Their content does not matter here.
  const something = {} as never;
  expect(withoutWorkloads({ ...bare, clusters: { a: { ...a, slurm: something }, ...others }, inference: something })).toEqual(bare);
});
