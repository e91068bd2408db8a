import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { repository } from "../../cli/setup/cache.mjs";
import { parseStack } from "../../components/stack/parse.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import { serveArtifact, startKustomizeController, type Artifact } from "../rigs/cluster/flux.ts";
import { ApiError, callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, listObjects, strictApply, type ServerObject } from "../support/cluster.ts";
import { HelmStandIn } from "../support/helm-stand-in.ts";
import { serve } from "../support/inference.ts";
import { operatorsOf } from "../support/plans.ts";
import { registeredBy } from "../support/registered.ts";
import { slurmStackInput } from "../support/slurm.ts";

/** One cluster with every layer: queues, Slurm, and a model that is served. */
function everyLayer(): StackSpec {
  const stack: StackInput = slurmStackInput("hosts");
  stack.site = { ...stack.site, egress: {}, egressProxy: { address: "10.0.0.20", port: 3128 } };
  serve(stack);
  return parseStack("every-layer.ts", stack);
}

const cluster = "training";
const kustomization = { apiVersion: "kustomize.toolkit.fluxcd.io/v1", kind: "Kustomization" };
const stages = ["operators", "layer", "tenants", "endpoints"];

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** What the page lets Flux apply, for this cluster. */
const fromPage = (): ServerObject[] =>
  [...readFileSync(join(repository, "docs", "gitops.md"), "utf8").matchAll(/```yaml\n([^]*?)```/g)]
    .flatMap(([, text = ""]) => parseAllDocuments(text).map((document) => document.toJS() as ServerObject))
    .slice(0, 2)
    .map(({ spec, ...rest }) => ({ ...rest, spec: rest.kind === "Kustomization" ? { ...(spec as object), path: `./${cluster}` } : spec }));

/** A server that has nothing but Flux's kinds, and the one kind that is installed by hand. */
const fluxKinds = ["helm.toolkit.fluxcd.io", "kustomize.toolkit.fluxcd.io", "source.toolkit.fluxcd.io", "inference.networking.k8s.io"];

describe.each([
  ["an empty server", []],
  ["a server where Kueue is late", ["kueue"]],
])("what is rendered for a cluster, applied by Flux to %s", (_, late) => {
  const folder = mkdtempSync(join(tmpdir(), "nscale-rendered-"));
  const spec = everyLayer();
  let rendered: ServerObject[];
  let server: TestCluster;
  let artifact: Artifact;
  let helm: HelmStandIn;
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    rendered = (await registeredBy("example", spec)).flatMap(({ object }) => (object?.cluster === cluster ? [object.manifest] : []));
    mkdirSync(join(folder, cluster));
    for (const [index, manifest] of rendered.entries()) writeFileSync(join(folder, cluster, `${index}.yaml`), stringify(manifest));
    server = await startCluster({ crds: fluxKinds });
    await startKustomizeController(server);
    artifact = await serveArtifact(folder);
    await strictApply(server, { apiVersion: "v1", kind: "Namespace", metadata: { name: "flux-system" } });
    const groups = operatorsOf(cluster, spec).map(
      ({ operator, serves }) => [operator, [...new Set(serves.map((version) => version.split("/")[0] ?? ""))]] as const,
    );
    helm = new HelmStandIn(server, new Map(groups), late);
    return async () => {
      await helm.stop();
      artifact.close();
      await server.stop();
    };
  });

  /** Lets Flux find the folder, as its source-controller does. */
  async function commit(): Promise<void> {
    const [source, root] = fromPage();
    if (source === undefined || root === undefined) throw new Error("the page has no source and no Kustomization");
    await strictApply(server, source);
    await callApi(server, {
      method: "PATCH",
      path: "/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories/site/status",
      contentType: "application/merge-patch+json",
      body: { status: { artifact: artifact.status } },
    });
    const { patches, ...rest } = root["spec"] as { patches: object[] };
    // Five minutes would be long for a test: a stage tells after ten seconds what it waits for.
    const hurried = { target: { kind: "Kustomization" }, patch: stringify([replace("timeout", "10s"), replace("retryInterval", "1s")]) };
    await strictApply(server, { ...root, spec: { ...rest, patches: [...patches, hurried] } });
  }

  const replace = (field: string, value: string) => ({ op: "replace", path: `/spec/${field}`, value });

  async function readiness(): Promise<Record<string, Condition | undefined>> {
    const all = await listObjects(server, kustomization, { namespace: "flux-system" });
    return Object.fromEntries(
      all.map(({ metadata, status }) => [
        metadata.name,
        (status as { conditions?: Condition[] } | undefined)?.conditions?.find(({ type }) => type === "Ready"),
      ]),
    );
  }

  const untilAllReady = () =>
    waitFor("every stage", 240, async () => {
      const ready = await readiness();
      const waiting = ["site", ...stages].filter((stage) => ready[stage]?.status !== "True");
      return waiting.length === 0
        ? undefined
        : waiting.map((stage) => `${stage}: ${ready[stage]?.reason ?? "absent"} ${ready[stage]?.message ?? ""}`).join("\n");
    });

  const isThere = async (object: ServerObject): Promise<boolean> => {
    try {
      await getObject(server, object);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return false;
      throw error;
    }
  };

  async function missing(): Promise<string[]> {
    const found = await Promise.all(rendered.map(isThere));
    return rendered.filter((_object, index) => found[index] !== true).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  }

  if (late.length > 0) {
    test("waits for the operator, says so, and applies nothing that comes after it", async () => {
      await commit();
      await waitFor("the end of a health check", 120, async () => {
        const { operators } = await readiness();
        return operators?.reason === "HealthCheckFailed" ? undefined : `${operators?.reason ?? "no stage"}: ${operators?.message ?? ""}`;
      });
      const ready = await readiness();
      expect(ready["operators"]?.message).toContain("HelmRelease/flux-system/kueue status: 'InProgress'");
      expect(ready["operators"]?.message).toContain("CustomResourceDefinition/clusterqueues.kueue.x-k8s.io status: 'NotFound'");
      expect(ready["layer"]).toMatchObject({ status: "False", reason: "DependencyNotReady" });
      expect(await listObjects(server, { apiVersion: "nvidia.com/v1", kind: "ClusterPolicy" })).toEqual([]);
      helm.late.clear();
    });
  }

  test("comes to have every object", async () => {
    if (late.length === 0) await commit();
    await untilAllReady();
    expect(await missing()).toEqual([]);
    expect(rendered.length).toBeGreaterThan(100);
  });
});
