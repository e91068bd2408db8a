import { describe, expect, test } from "vitest";
import { compareResources } from "../../../review/plan/compare.ts";
import { differences } from "../../../components/lib/differences.ts";
import { withoutNoise } from "../../../review/plan/noise.ts";
import type { PlannedResource } from "../../../review/plan/planned.ts";

describe("differences", () => {
  test("are found leaf by leaf, including added and removed values", () => {
    expect(differences({ a: 1, b: { c: 2, d: 3 }, e: [1] }, { a: 1, b: { c: 4 }, e: [1, 2], f: 5 })).toEqual([
      { path: "b.c", before: 2, after: 4 },
      { path: "b.d", before: 3 },
      { path: "e", before: [1], after: [1, 2] },
      { path: "f", after: 5 },
    ]);
  });

  test("compare lists of named items by name, in any order", () => {
    const [one, two] = [
      { name: "su-1", replicas: 8 },
      { name: "su-2", replicas: 8 },
    ];
    expect(differences({ list: [one, two] }, { list: [two, { name: "su-1", replicas: 4 }] })).toEqual([
      { path: "list[su-1].replicas", before: 8, after: 4 },
    ]);
  });

  test("of reasons are left out, and of an annotation's digest if what it is of is compared; never of something fetched", () => {
    const all = differences(
      {
        assumptions: { gpus: "old" },
        image: { url: "a", checksum: "1" },
        metadata: { annotations: { "nscale.com/configuration-digest": "1" } },
      },
      {
        assumptions: { gpus: "new" },
        image: { url: "b", checksum: "2" },
        metadata: { annotations: { "nscale.com/configuration-digest": "2" } },
      },
    );
    expect(withoutNoise(all)).toEqual([
      { path: "image.url", before: "a", after: "b" },
      { path: "image.checksum", before: "1", after: "2" },
    ]);
    expect(withoutNoise([{ path: "metadata.annotations.digest", before: "1", after: "2" }])).toHaveLength(1);
  });
});

const configMap = (name: string, data: object, namespace = "glomfjord"): PlannedResource => ({
  urn: `urn:pulumi:glomfjord::nscale::kubernetes:core/v1:ConfigMap::${name}`,
  type: "kubernetes:core/v1:ConfigMap",
  name,
  isProtected: false,
  isRetained: false,
  inputs: { metadata: { name, namespace }, data },
});

const queue = (share: number): PlannedResource => ({
  urn: "urn:pulumi:glomfjord::nscale::kubernetes:kueue.x-k8s.io/v1beta2:ClusterQueue::q",
  type: "kubernetes:kueue.x-k8s.io/v1beta2:ClusterQueue",
  name: "q",
  isProtected: true,
  isRetained: false,
  inputs: { spec: { share } },
});

test("steps are create, update, replace and delete", () => {
  const before = [configMap("gone", {}), configMap("data", { a: "1" }), configMap("moved", {}), configMap("same", {}), queue(1)];
  const after = [
    configMap("data", { a: "2" }),
    configMap("moved", {}, "elsewhere"),
    configMap("same", {}),
    configMap("fresh", {}),
    queue(2),
  ];
  const steps = compareResources(before, after).map(({ op, name, causes, order, isProtected }) => [op, name, causes, order, isProtected]);
  expect(steps).toEqual([
    ["replace", "data", ["data.a"], "delete-first", false],
    ["create", "fresh", [], undefined, false],
    ["delete", "gone", [], undefined, false],
    ["replace", "moved", ["metadata.namespace"], "create-first", false],
    ["same", "same", [], undefined, false],
    ["update", "q", [], undefined, true],
  ]);
});
