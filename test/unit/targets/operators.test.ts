import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { planAggregatedRoles } from "../../../components/targets/operators/aggregated-roles.ts";
import { planFlux } from "../../../components/targets/operators/flux.ts";
import { operatorTarget, requireChartVersions, requireServedVersions } from "../../../components/targets/operators/resolve.ts";
import { servingStack } from "../../support/inference.ts";
import { exampleCluster, exampleSpec } from "../../support/specs.ts";
import { kindsOf, operatorsOf } from "../../support/plans.ts";

const stack = exampleSpec({ clusters: { training: exampleCluster() } });
const plans = operatorsOf("training", stack);
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
  expect(() => requireServedVersions("training", plans, [], present, served)).not.toThrow();
  served.delete("kueue.x-k8s.io/v1beta2");
  served.add("kueue.x-k8s.io/v1beta1");
  served.delete("nvidia.com/v1");
  expect(() => requireServedVersions("training", plans, [], present, served)).toThrow(
    [
      "targets.training.operators: got kueue.x-k8s.io/v1beta1, want kueue.x-k8s.io/v1beta2; fix: have kueue 0.19.2 installed there, or write operators: { kueue: install }",
      "targets.training.operators: got no kinds of nvidia.com, want nvidia.com/v1; fix: have gpu-operator v26.7.0 installed there, or write operators: { gpu-operator: install }",
    ].join("\n"),
  );
});

const serving = servingStack();
const registry = {
  registry: { purpose: "registry", destination: { kind: "host", host: "registry.example.com" }, port: 443, jurisdiction: "NO" },
} as const;

test("only the cluster of the gateway has what scales engines and lets requests in", () => {
  const all = (cluster: string) => operatorsOf(cluster, serving).map(({ operator }) => operator);
  expect(all("training").slice(-2)).toEqual(["keda", "envoy-gateway"]);
  expect(all("racks")).not.toContain("keda");
  expect(all("racks")).not.toContain("envoy-gateway");
  expect(kindsOf("racks", serving)).toEqual([]);
});

test("Flux installs both with charts and images from the site's registry", () => {
  const all = operatorsOf("training", { ...serving, site: { ...serving.site, egress: registry } });
  const [keda, gateway] = all.slice(-2).map((plan) => planFlux(plan, all));
  expect(keda?.source.manifest.spec).toMatchObject({
    url: "oci://registry.example.com/kedacore.github.io/charts/keda",
    ref: { tag: "2.21.0" },
  });
  expect(keda?.release.spec).toMatchObject({
    releaseName: "keda",
    targetNamespace: "keda",
    values: { global: { image: { registry: "registry.example.com/ghcr.io" } } },
  });
  expect(gateway?.source.manifest.spec).toMatchObject({
    url: "oci://registry.example.com/docker.io/envoyproxy/gateway-helm",
    ref: { tag: "v1.9.1" },
  });
  expect(gateway?.release.spec).toMatchObject({ releaseName: "envoy-gateway", targetNamespace: "envoy-gateway-system" });
  expect(gateway?.release.spec.values).toEqual({
    config: {
      envoyGateway: {
        extensionApis: { enableEnvoyPatchPolicy: true, enableBackend: true },
        rateLimit: { backend: { type: "Redis", redis: { url: "redis.inference-gateway.svc.cluster.local:6379" } } },
      },
    },
    global: { imageRegistry: "registry.example.com/docker.io" },
  });
});

test("without a registry of the site's, both come from where they are published", () => {
  const [keda, gateway] = operatorsOf("training", { ...serving, site: { ...serving.site, egress: {} } }).slice(-2);
  expect([keda?.chart.repository, keda?.values]).toEqual(["https://kedacore.github.io/charts", {}]);
  expect(gateway?.chart.repository).toBe("oci://docker.io/envoyproxy");
  expect(gateway?.values).not.toHaveProperty("global");
});

test.each(["install", "present"] as const)("where operators are %s, a cluster without the pools of engines is refused", (operators) => {
  const all = operatorsOf("training", serving);
  const kinds = kindsOf("training", serving);
  const target = operatorTarget({ kind: "kubeconfig", operators });
  const served = new Set([...all, ...kinds].flatMap(({ serves }) => serves));
  expect(() => requireServedVersions("training", all, kinds, target, served)).not.toThrow();
  served.delete("inference.networking.k8s.io/v1");
  expect(() => requireServedVersions("training", all, kinds, target, served)).toThrow(
    "targets.training: got no kinds of inference.networking.k8s.io, want inference.networking.k8s.io/v1, which no operator's chart brings; fix: run there kubectl apply -f https://github.com/kubernetes-sigs/gateway-api-inference-extension/releases/download/v1.5.0/v1-manifests.yaml",
  );
});

test("another's KEDA and Envoy Gateway are asked for the versions that endpoints are written in", () => {
  const all = operatorsOf("training", serving);
  const target = operatorTarget({ kind: "kubeconfig", operators: { keda: "present", "envoy-gateway": "present" } });
  expect(() => requireServedVersions("training", all, [], target, new Set(["gateway.networking.k8s.io/v1"]))).toThrow(
    [
      "targets.training.operators: got no kinds of keda.sh, want keda.sh/v1alpha1; fix: have keda 2.21.0 installed there, or write operators: { keda: install }",
      "targets.training.operators: got no kinds of gateway.envoyproxy.io, want gateway.envoyproxy.io/v1alpha1; fix: have envoy-gateway v1.9.1 installed there, or write operators: { envoy-gateway: install }",
    ].join("\n"),
  );
});

test("of Kueue's aggregated roles alone, and of the controller that gathers their rules alone, nothing may be made anew", () => {
  const gathering = plans.filter(({ aggregatedRoles }) => aggregatedRoles.length > 0);
  expect(gathering.map(({ operator, aggregatedRoles }) => [operator, aggregatedRoles])).toEqual([
    ["kueue", ["kueue-batch-admin-role", "kueue-batch-user-role"]],
  ]);
  const { policy, binding } = planAggregatedRoles("kueue", ["kueue-batch-admin-role"]);
  expect(policy).toEqual({
    metadata: { name: "kueue-aggregated-roles" },
    spec: {
      failurePolicy: "Ignore",
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ["rbac.authorization.k8s.io"],
            apiVersions: ["v1"],
            resources: ["clusterroles"],
            operations: ["CREATE"],
            resourceNames: ["kueue-batch-admin-role"],
          },
        ],
      },
      validations: [
        {
          expression: '!has(request.options.fieldManager) || request.options.fieldManager != "clusterrole-aggregation-controller"',
          message: "The role was deleted: clusterrole-aggregation-controller does not make it anew.",
        },
      ],
    },
  });
  expect(binding).toEqual({
    metadata: { name: "kueue-aggregated-roles" },
    spec: { policyName: "kueue-aggregated-roles", validationActions: ["Deny"] },
  });
});
