import { expect, test } from "vitest";
import { renamesOf } from "../../../review/judge/renames.ts";
import { restartsOf, rolledControlPlanes, upgradesOf } from "../../../review/judge/restarts.ts";
import type { Step } from "../../../review/plan/step.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const cluster = (name: string, op: Step["op"] = "same", gpus = 4600): Step => {
  const facts = { site: "keflavik", gpus, accelerator: "gb300-nvl72", fabric: "infiniband" };
  return step(op, {
    type: "nscale:cluster:GpuCluster",
    name,
    ...(op === "create" ? {} : { before: facts }),
    ...(op === "delete" ? {} : { after: facts }),
  });
};

test("a changed template of pods restarts them; other changes do not", () => {
  const set = (type: string, before: object, after: object): Step => {
    const [old, fresh] = [before, after].map((spec) => ({ spec: { replicas: 2, ...spec } }));
    return step("update", {
      type,
      name: "halo-1-scout",
      before: old as object as { spec: object },
      after: fresh as object as { spec: object },
    });
  };
  const template = (image: string) => ({ template: { spec: { containers: [{ image, resources: { limits: { "nvidia.com/gpu": 4 } } }] } } });
  const told = (...steps: Step[]) => restartsOf([cluster("halo-1"), ...steps]);
  expect(told(set("kubernetes:apps/v1:Deployment", template("a"), template("b")))).toEqual([
    { cluster: "halo-1", kind: "Deployment", name: "halo-1-scout", replicas: 2, gpus: 8, when: "one after another" },
  ]);
  const onDelete = { updateStrategy: { type: "OnDelete" } };
  expect(
    told(set("kubernetes:apps/v1:DaemonSet", { ...template("a"), ...onDelete }, { ...template("b"), ...onDelete })).map(({ when }) => when),
  ).toEqual(["when they are deleted"]);
  expect(told(set("kubernetes:apps/v1:Deployment", { ...template("a"), replicas: 3 }, { ...template("a"), replicas: 2 }))).toEqual([]);
});

test("another content of a control plane's template rolls its hosts, another name alone none", () => {
  const template = (name: string, auditDays: string) => ({ metadata: { name }, spec: { template: { auditDays } } });
  const change = (after: object): Step =>
    step("replace", {
      type: "kubernetes:controlplane.cluster.x-k8s.io/v1beta2:KubeadmControlPlaneTemplate",
      name: "halo-1-control-plane",
      before: template("a", "30"),
      after: { ...after },
    });
  const topology = { spec: { topology: { controlPlane: { replicas: 3 } } } };
  const cluster1 = step("update", {
    type: "kubernetes:cluster.x-k8s.io/v1beta2:Cluster",
    name: "halo-1",
    before: topology,
    after: topology,
  });
  const told = (after: object) => rolledControlPlanes([cluster("halo-1"), cluster1, change(after)]);
  expect(told(template("b", "90"))).toEqual([
    { cluster: "halo-1", kind: "control plane", name: "halo-1-control-plane", replicas: 3, gpus: 0, when: "one after another" },
  ]);
  expect(told(template("b", "30"))).toEqual([]);
});

test("an operator's upgrade says from what to what, where, and what it restarts", () => {
  const chart = (of: string, before: string, after: string): Step =>
    step("update", {
      type: "kubernetes:source.toolkit.fluxcd.io/v1:OCIRepository",
      name: `${of}-gpu-operator`,
      before: { spec: { ref: { tag: before } } },
      after: { spec: { ref: { tag: after } } },
    });
  const live = step("update", {
    type: "kubernetes:helm.sh/v3:Release",
    name: "halo-2-gpu-operator",
    before: { version: "v26.3.0" },
    after: { version: "v26.7.0" },
  });
  const [upgrade, ...others] = upgradesOf([cluster("halo-1"), cluster("halo-2"), chart("halo-1", "v26.3.0", "v26.7.0"), live]);
  expect(others).toEqual([]);
  expect(upgrade).toMatchObject({
    operator: "gpu-operator",
    before: "v26.3.0",
    after: "v26.7.0",
    clusters: ["halo-1", "halo-2"],
    gpus: 9200,
  });
  expect(upgrade?.restarts).toContain("driver");
});

test("a cluster under another key is a rename if all its figures are equal, and says what keeps its data", () => {
  const renamed = (name: string, op: "create" | "delete") => [
    cluster(name, op),
    step(op, {
      type: "kubernetes:core/v1:Namespace",
      name: `${name}-slurm`,
      ...(op === "delete" ? { before: { metadata: { name: "slurm" } } } : { after: { metadata: { name: "slurm" } } }),
    }),
    step(op, {
      type: "kubernetes:core/v1:ConfigMap",
      name,
      ...(op === "delete" ? { before: { metadata: { name } } } : { after: { metadata: { name } } }),
    }),
  ];
  const steps = [...renamed("initial-1", "delete"), ...renamed("halo-1", "create")];
  expect(renamesOf(steps)).toEqual([{ type: "nscale:cluster:GpuCluster", from: "initial-1", to: "halo-1", resources: 3, gpus: 4600 }]);
  expect(reviewOf([planOf("keflavik", steps)]).stacks[0]?.headline).toContain(
    'initial-1 → halo-1 with equal figures: with renamedFrom: "initial-1", 3 resources would keep their names and their data, else 4,600 GPUs drain',
  );
  expect(renamesOf([cluster("initial-1", "delete"), cluster("halo-1", "create", 4608)])).toEqual([]);
});
