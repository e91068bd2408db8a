import { describe, expect, test } from "vitest";
import { storedDataOf } from "../../../review/judge/stored-data.ts";
import type { Step } from "../../../review/plan/step.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const cluster = step("same", { type: "nscale:cluster:GpuCluster", name: "training", before: { gpus: 80, accelerator: "b200" } });

const storageClass = (name: string, reclaimPolicy: string): Step =>
  step("same", {
    type: "kubernetes:storage.k8s.io/v1:StorageClass",
    name: `narvik-training-${name}`,
    before: { metadata: { name }, reclaimPolicy },
    after: { metadata: { name }, reclaimPolicy },
  });

const claim = (op: "delete" | "replace", storageClassName: string, changes: Partial<Step> = {}, annotations: object = {}): Step => ({
  ...step(op, {
    type: "kubernetes:core/v1:PersistentVolumeClaim",
    name: "training-slurm-home-research",
    before: {
      metadata: { name: "home-research", namespace: "slurm", labels: { "nscale.com/tenant": "research" }, annotations },
      spec: { storageClassName, resources: { requests: { storage: "20Ti" } } },
    },
  }),
  ...changes,
});

const around = [cluster, storageClass("fast", "Delete"), storageClass("durable", "Retain")];
const fates = (...steps: Step[]) => storedDataOf([...around, ...steps]).map(({ what, fate, because }) => [what, fate, because]);
const headline = (...steps: Step[]) => reviewOf([planOf("narvik", [...around, ...steps])]).stacks[0]?.headline;
const prune = { "kustomize.toolkit.fluxcd.io/prune": "disabled", "pulumi.com/patchFieldManager": "nscale" };

describe("a tenant's volume", () => {
  test("goes with its claim, where its class deletes volumes or is not known", () => {
    expect(fates(claim("delete", "fast"))).toEqual([["home", "destroyed", "its claim goes, and storage class fast deletes the volume"]]);
    expect(fates(claim("replace", "other"))).toEqual([
      ["home", "destroyed", "its claim goes, and nothing says that storage class other retains the volume"],
    ]);
    expect(headline(claim("delete", "fast"))).toEqual(["20 TiB home of research destroyed"]);
  });

  test("is orphaned where its class retains it", () => {
    expect(fates(claim("delete", "durable"))).toEqual([
      ["home", "orphaned", "its claim goes; storage class durable retains the volume, which no claim names any longer"],
    ]);
    expect(headline(claim("delete", "durable"))).toEqual(["20 TiB home of research orphaned"]);
  });

  test.each([
    ["the engine only forgets the claim", claim("delete", "fast", { isRetained: true })],
    ["Flux does not prune the claim", claim("delete", "fast", {}, prune)],
  ])("is kept where %s", (_, going) => {
    expect(fates(going)).toEqual([["home", "kept", "the claim stays in the cluster, and nothing declares it any longer"]]);
    const { labels, headline: told } = reviewOf([planOf("narvik", [...around, going])]).stacks[0] ?? {};
    expect([labels, told]).toEqual([[], ["20 TiB home of research kept, and no longer declared"]]);
  });

  test("goes with its namespace or its cluster, though its claim would be kept", () => {
    const namespace = step("delete", {
      type: "kubernetes:core/v1:Namespace",
      name: "training-slurm",
      before: { metadata: { name: "slurm" } },
    });
    expect(fates(claim("delete", "fast", { isRetained: true }), namespace).map(([what, fate]) => [what, fate])).toEqual([
      ["home", "destroyed"],
      ["slurm", "destroyed"],
    ]);
    const removed = step("delete", { type: "kubernetes:cluster.x-k8s.io/v1beta2:Cluster", name: "training" });
    expect(fates(claim("delete", "fast", { isRetained: true }), removed)).toEqual([
      ["home", "destroyed", "its cluster goes, and storage class fast deletes the volume"],
    ]);
  });
});

test("secrets that go or are made anew are destroyed; keys and backups are no longer declared", () => {
  const password = step("replace", { type: "random:index/randomPassword:RandomPassword", name: "training-database" });
  const storage = step("update", {
    type: "nscale:site:Storage",
    name: "narvik",
    before: { backups: { daily: {} }, encryptionKeys: { site: {}, old: {} } },
    after: { backups: {}, encryptionKeys: { site: {} } },
  });
  expect(headline(password, storage)).toEqual([
    "password training-database destroyed",
    "backup daily and encryption key old no longer declared",
  ]);
});

test("many tenants' volumes are added up", () => {
  const of = (tenant: string): Step =>
    claim("delete", "fast", {
      name: `training-slurm-home-${tenant}`,
      before: {
        metadata: { name: `home-${tenant}`, namespace: "slurm", labels: { "nscale.com/tenant": tenant } },
        spec: { storageClassName: "fast", resources: { requests: { storage: "20Ti" } } },
      },
    });
  expect(headline(of("a"), of("b"), of("c"))).toEqual(["60 TiB of home of 3 tenants destroyed"]);
});
