import * as k8s from "@pulumi/kubernetes";
import { expect, test } from "vitest";
import { InferenceGateway } from "../../../../components/inference/gateway/index.ts";
import { printResource, recordResources } from "../../../support/mocks.ts";
import { exampleGpuCluster } from "../../../support/specs.ts";
import { exampleGateway, exampleModel, examplePlace } from "../../../support/serving.ts";

const declare = (mode: "render" | "live") =>
  recordResources(() => {
    new InferenceGateway("initial", {
      spec: exampleGateway({ alpha: [600, 2], beta: 60 }),
      models: [exampleModel("llama", "meta-llama/Llama-3.1-8B-Instruct", ["alpha", "beta"])],
      place: examplePlace,
      cluster: exampleGpuCluster().spec,
      provider: new k8s.Provider("initial", {}),
      mode,
      after: [],
    });
  });

const rendered = [
  "kubernetes:apps/v1:Deployment initial-model-router",
  "kubernetes:apps/v1:Deployment initial-redis",
  "kubernetes:core/v1:Namespace initial-gateway",
  "kubernetes:core/v1:Service initial-model-router",
  "kubernetes:core/v1:Service initial-redis",
  "kubernetes:core/v1:ServiceAccount initial-model-router",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:Backend initial-entrance",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:Backend initial-llama",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:BackendTrafficPolicy initial-engines",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:ClientTrafficPolicy initial-clients",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyExtensionPolicy initial-model-router",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyPatchPolicy initial-endpoint-pickers",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyProxy initial-proxy",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:HTTPRouteFilter initial-model-not-found",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:HTTPRouteFilter initial-models-of-alpha",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:HTTPRouteFilter initial-models-of-beta",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:HTTPRouteFilter initial-unknown-path",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:SecurityPolicy initial-keys",
  "kubernetes:gateway.networking.k8s.io/v1:Gateway initial-gateway",
  "kubernetes:gateway.networking.k8s.io/v1:GatewayClass initial-gateway-class",
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute initial-entrance",
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute initial-model-llama",
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute initial-models-of-alpha",
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute initial-models-of-beta",
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute initial-refusals",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy initial-gateway-closed",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy initial-gateway-proxies",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy initial-redis",
  "kubernetes:policy/v1:PodDisruptionBudget initial-model-router",
  "nscale:inference:Gateway initial",
  "pulumi:providers:kubernetes initial",
];

test("a rendered gateway declares its objects and no Secret", async () => {
  expect((await declare("render")).map(printResource)).toEqual(rendered);
});

test("a live gateway also makes a key for each client, and keeps it secret", async () => {
  const resources = await declare("live");
  const keys = ["alpha-1", "alpha-2", "beta-1"];
  expect(resources.map(printResource)).toEqual(
    [
      ...rendered,
      ...keys.map((key) => `kubernetes:core/v1:Secret initial-key-${key}`),
      ...keys.map((key) => `random:index/randomPassword:RandomPassword initial-key-${key}`),
    ].sort(),
  );
  const passwords = resources.filter(({ type }) => type.startsWith("random:"));
  expect(passwords.map(({ inputs }) => inputs)).toEqual(keys.map(() => ({ length: 48, special: false })));
  const [secret] = resources.filter(({ type }) => type === "kubernetes:core/v1:Secret");
  expect(Object.keys(secret?.inputs["stringData"] as object)).toContain("value");
});
