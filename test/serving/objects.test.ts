import { beforeAll, describe, expect, it } from "vitest";
import { planGateway } from "../../components/inference/gateway/plan/index.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { gatewayObjects, keyObjects } from "../rigs/serving/objects.ts";
import { strictApply } from "../support/cluster.ts";
import { exampleGateway, exampleModel, examplePlace, examplePool } from "../support/serving.ts";

const models = [
  exampleModel("llama", "meta-llama/Llama-3.1-8B-Instruct", ["alpha", "beta"]),
  exampleModel("gpt-oss", "openai/gpt-oss-120b", ["alpha"], { pools: [examplePool("gpt-oss", 90), examplePool("gpt-oss-canary", 10)] }),
];

describe("the API server, with the CRDs of the Gateway API and of Envoy Gateway,", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ crds: ["gateway.networking.k8s.io", "gateway.envoyproxy.io"] });
    return () => cluster.stop();
  });

  it("takes every object of a gateway as it is", async () => {
    const plan = planGateway(exampleGateway({ alpha: [600, 2], beta: 60 }), models, { ...examplePlace, registry: "registry.example.com" });
    const objects = [...gatewayObjects(plan), ...keyObjects(plan, new Map())];
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "Namespace inference-gateway",
      "EnvoyProxy inference",
      "GatewayClass inference",
      "Gateway inference",
      "ServiceAccount model-router",
      "Service model-router",
      "Deployment model-router",
      "PodDisruptionBudget model-router",
      "NetworkPolicy redis",
      "Service redis",
      "Deployment redis",
      "EnvoyExtensionPolicy model-router",
      "SecurityPolicy keys",
      "ClientTrafficPolicy clients",
      "BackendTrafficPolicy engines",
      "EnvoyPatchPolicy endpoint-pickers",
      "Backend entrance",
      "Backend llama",
      "Backend gpt-oss",
      "Backend gpt-oss-canary",
      "HTTPRouteFilter models-of-alpha",
      "HTTPRouteFilter models-of-beta",
      "HTTPRouteFilter model-not-found",
      "HTTPRouteFilter unknown-path",
      "HTTPRoute entrance",
      "HTTPRoute model-llama",
      "HTTPRoute model-gpt-oss",
      "HTTPRoute models-of-alpha",
      "HTTPRoute models-of-beta",
      "HTTPRoute refusals",
      "Secret key-alpha-2",
      "Secret key-alpha-1",
      "Secret key-beta-1",
    ]);
    for (const object of objects) expect(await strictApply(cluster, object)).toMatchObject(object);
  });
});
