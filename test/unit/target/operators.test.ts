import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { planOperators } from "../../../components/kubernetes/operators.ts";
import type { StackSpec } from "../../../components/spec.ts";
import { operatorTarget, requireChartVersions, requireServedVersions } from "../../../components/target/operators/resolve.ts";
import { exampleCluster, exampleSpec } from "../../support/specs.ts";

const stack = exampleSpec({ clusters: { training: exampleCluster() } });
const plans = planOperators(stack.clusters["training"] as StackSpec["clusters"][string], stack.site);
const folder = mkdtempSync(join(tmpdir(), "chart-"));
afterAll(() => rmSync(folder, { recursive: true }));
const chart = (version: string) => writeFileSync(join(folder, "Chart.yaml"), `name: kueue\nversion: ${version}\n`);
const withChart = operatorTarget({ kind: "context", context: "a", charts: { kueue: folder } });

test("operators are ours to install, unless a target says otherwise, for all or by name", () => {
  expect(operatorTarget()).toMatchObject({ by: "flux", modes: { kueue: "install", "gpu-operator": "install" } });
  expect(operatorTarget({ kind: "kubeconfig", operators: "present" })).toMatchObject({ by: "helm", modes: { kueue: "present" } });
  expect(operatorTarget({ kind: "kubeconfig", operators: { "gpu-operator": "present" } })).toMatchObject({
    modes: { kueue: "install", "gpu-operator": "present" },
  });
});

test("a chart in a folder is the release set's, however its version is written", () => {
  for (const version of ["0.19.2", "v0.19.2"]) {
    chart(version);
    expect(() => requireChartVersions("training", plans, withChart)).not.toThrow();
  }
});

test("a chart of another version is refused", () => {
  chart("0.18.0");
  expect(() => requireChartVersions("training", plans, withChart)).toThrow(
    "targets.training.charts.kueue: got kueue 0.18.0, want kueue 0.19.2, which the cluster's release set names; fix: provide that version, or move the cluster to a release set with this one",
  );
});

test("a cluster that serves other versions than the release set's is refused, naming each", () => {
  const present = operatorTarget({ kind: "kubeconfig", operators: "present" });
  const served = new Set(plans.flatMap(({ serves }) => serves));
  expect(() => requireServedVersions("training", plans, present, served)).not.toThrow();
  served.delete("kueue.x-k8s.io/v1beta2");
  served.add("kueue.x-k8s.io/v1beta1");
  served.delete("nvidia.com/v1");
  expect(() => requireServedVersions("training", plans, present, served)).toThrow(
    [
      "targets.training.operators: got kueue.x-k8s.io/v1beta1, want kueue.x-k8s.io/v1beta2; fix: have kueue 0.19.2 installed there, or write operators: { kueue: install }",
      "targets.training.operators: got no kinds of nvidia.com, want nvidia.com/v1; fix: have gpu-operator v26.7.0 installed there, or write operators: { gpu-operator: install }",
    ].join("\n"),
  );
});
