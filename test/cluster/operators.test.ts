import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chartVersion, layerOperators } from "../../components/catalog/charts.ts";
import { releases } from "../../components/catalog/releases.ts";
import { callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { Checkout, factsEntered } from "../support/checkout.ts";
import { getObject, listObjects } from "../support/cluster.ts";
import { layerCrds } from "../support/layer.ts";

const version = chartVersion("jobset", releases["2026.11"].operators.jobset);

/** A chart of the operator's name and version, with one object that shows it was installed: the operator's own image cannot run here. */
function writeChart(folder: string): void {
  mkdirSync(join(folder, "templates"), { recursive: true });
  writeFileSync(join(folder, "Chart.yaml"), `apiVersion: v2\nname: jobset\nversion: ${version}\n`);
  const object = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: installed }\ndata: { release: {{ .Release.Name }} }\n";
  writeFileSync(join(folder, "templates", "installed.yaml"), object);
}

/** What a kubelet says while no plugin has come up. */
const notReady =
  "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized";

describe("an operator that is ours to install on a real cluster", () => {
  const checkout = new Checkout();
  const charts = mkdtempSync(join(tmpdir(), "nscale-charts-"));
  const chart = join(charts, "jobset");
  let cluster: TestCluster;
  afterAll(() => {
    checkout.remove();
    rmSync(charts, { recursive: true });
  });

  beforeAll(async () => {
    cluster = await startCluster({ crds: layerCrds });
    writeChart(chart);
    // Nothing here runs pods, and Slurm's database is waited for.
    checkout.change("glomfjord", factsEntered, 'delete stack.clusters["initial-b200"].slurm;');
    const others = Object.fromEntries(layerOperators.filter((name) => name !== "jobset").map((name) => [name, "present"]));
    const target = { kind: "kubeconfig", operators: { ...others, jobset: "install" }, charts: { jobset: chart } };
    const set = (...args: string[]) => expect(checkout.run("pulumi", "config", "set", "--stack", "glomfjord", ...args).code).toBe(0);
    expect(checkout.run("pulumi", "stack", "init", "glomfjord").code).toBe(0);
    set("targets", JSON.stringify({ "initial-b200": target }));
    set("--secret", "kubeconfig-initial-b200", cluster.kubeconfig);
    return () => cluster.stop();
  });

  test("comes as one Helm release, from the chart in a folder, in the same up as the layer", async () => {
    const { code, output } = checkout.run("pulumi", "up", "--stack", "glomfjord", "--yes", "--skip-preview");
    expect(code, output).toBe(0);
    expect(checkout.resources("glomfjord").filter((resource) => resource.startsWith("kubernetes:helm.sh/"))).toEqual([
      "kubernetes:helm.sh/v3:Release initial-b200-jobset",
    ]);
    const installed = await listObjects(cluster, { apiVersion: "v1", kind: "ConfigMap" });
    expect(installed.filter(({ metadata }) => metadata.name === "installed").map(({ metadata }) => metadata.namespace)).toEqual([
      "jobset-system",
    ]);
    expect(
      await getObject(cluster, { apiVersion: "kueue.x-k8s.io/v1beta2", kind: "ClusterQueue", metadata: { name: "nordic-ai" } }),
    ).toBeDefined();
  });

  test("is gone after destroy", async () => {
    const { code, output } = checkout.run("pulumi", "destroy", "--stack", "glomfjord", "--yes", "--skip-preview");
    expect(code, output).toBe(0);
    const left = await listObjects(cluster, { apiVersion: "v1", kind: "ConfigMap" });
    expect(left.filter(({ metadata }) => metadata.name === "installed")).toEqual([]);
  });

  test("is not installed on a cluster whose network is said to be present while a node waits for one", async () => {
    await callApi(cluster, {
      method: "POST",
      path: "/api/v1/nodes",
      body: {
        apiVersion: "v1",
        kind: "Node",
        metadata: { name: "host-1" },
        status: { conditions: [{ type: "Ready", status: "False", reason: "KubeletNotReady", message: notReady }] },
      },
    });
    const { code, output } = checkout.run("pulumi", "preview", "--stack", "glomfjord");
    expect(code, output).not.toBe(0);
    expect(output).toContain("targets.initial-b200.operators: got cilium present, while node host-1 waits for a network plugin");
  });
});
