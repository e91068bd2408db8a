import { describe, expect, it } from "vitest";
import { clientsOf } from "../../../../components/inference/gateway/names.ts";
import { planAnswers } from "../../../../components/inference/gateway/plan/answers.ts";
import { planModelList } from "../../../../components/inference/gateway/plan/model-list.ts";
import { planPickers } from "../../../../components/inference/gateway/plan/pickers.ts";
import { planGateway, suppliedSecrets } from "../../../../components/inference/gateway/plan/index.ts";
import { exampleGateway, exampleModel, examplePlace, examplePool } from "../../../support/serving.ts";

const llama = exampleModel("llama", "meta-llama/Llama-3.1-8B-Instruct", ["alpha", "beta"]);
const gptOss = exampleModel("gpt-oss", "openai/gpt-oss-120b", ["alpha"], {
  pools: [examplePool("gpt-oss", 90), examplePool("gpt-oss-canary", 10)],
  queueTimeoutSeconds: 120,
});
const plan = planGateway(exampleGateway({ alpha: [600, 3], beta: 60 }), [llama, gptOss], examplePlace);

describe("keys", () => {
  it("are the current one and the one before it, in a Secret each", () => {
    expect(plan.keys).toEqual([
      { tenant: "alpha", generation: 3, secret: "key-alpha-3", client: "alpha.3" },
      { tenant: "alpha", generation: 2, secret: "key-alpha-2", client: "alpha.2" },
      { tenant: "beta", generation: 1, secret: "key-beta-1", client: "beta.1" },
    ]);
    expect(plan.authentication.spec.apiKeyAuth).toEqual({
      credentialRefs: ["key-alpha-3", "key-alpha-2", "key-beta-1"].map((name) => ({ group: "", kind: "Secret", name })),
      extractFrom: [{ headers: ["Authorization"] }],
      forwardClientIDHeader: "x-nscale-client",
      sanitize: true,
    });
  });

  it("have a limit each, over all models", () => {
    expect(
      plan.backendTraffic.spec.rateLimit.global.rules.map(({ clientSelectors, limit, shared }) => [
        clientSelectors[0]?.headers[0]?.value,
        limit.requests,
        limit.unit,
        shared,
      ]),
    ).toEqual([
      ["alpha.3", 600, "Minute", true],
      ["alpha.2", 600, "Minute", true],
      ["beta.1", 60, "Minute", true],
    ]);
  });

  it("are counted at the entrance, which every request leaves for a model or an answer, before a router reads its body", () => {
    expect(plan.listener.proxy.spec.filterOrder).toEqual([{ name: "envoy.filters.http.ratelimit", before: "envoy.filters.http.lua" }]);
    expect(plan.routes["entrance"]?.spec.rules).toEqual([
      {
        matches: [{ path: { type: "PathPrefix", value: "/" } }],
        filters: [],
        backendRefs: [{ group: "gateway.envoyproxy.io", kind: "Backend", name: "entrance", weight: 1, filters: [] }],
      },
    ]);
    const left = { type: "RegularExpression", name: "x-gateway-model-name", value: ".+" };
    const refusals = plan.routes["refusals"]?.spec.rules.flatMap(({ matches }) =>
      matches.map(({ path, headers }) => [path.value, headers]),
    );
    expect(refusals).toEqual([
      ["/v1/chat/completions", [left]],
      ["/v1/completions", [left]],
      ["/", [left]],
    ]);
  });

  it("are supplied by somebody else where the gateway is rendered", () => {
    const certificate = { namespace: "inference-gateway", name: "inference-certificate", fields: ["tls.crt", "tls.key"] };
    expect(suppliedSecrets(plan, "live")).toEqual([certificate]);
    expect(suppliedSecrets(plan, "render")).toEqual([
      certificate,
      { namespace: "inference-gateway", name: "key-alpha-3", fields: ["alpha.3"] },
      { namespace: "inference-gateway", name: "key-alpha-2", fields: ["alpha.2"] },
      { namespace: "inference-gateway", name: "key-beta-1", fields: ["beta.1"] },
    ]);
  });

  it.each([
    ["alpha.1", true],
    ["beta.12", true],
    ["alpha", false],
    ["alpha.", false],
    ["alphabet.1", false],
    ["x-alpha.1", false],
    ["alphaX1", false],
    ["gamma.1", false],
  ])("of tenants match by name: %s %s", (client, expected) => {
    // Envoy matches a header as a whole.
    expect(new RegExp(`^(?:${clientsOf(["beta", "alpha"])})$`).test(client)).toBe(expected);
  });
});

describe("a model's route", () => {
  it("matches requests for it with a key of its tenants", () => {
    const route = plan.routes["model-llama"];
    expect(route?.spec.hostnames).toEqual(["inference.example.com"]);
    expect(route?.spec.rules.map(({ matches }) => matches)).toEqual([
      ["/v1/chat/completions", "/v1/completions"].map((path) => ({
        path: { type: "Exact", value: path },
        method: "POST",
        headers: [
          { type: "Exact", name: "x-gateway-model-name", value: "meta-llama/Llama-3.1-8B-Instruct" },
          { type: "RegularExpression", name: "x-nscale-client", value: "(alpha|beta)\\.[0-9]+" },
        ],
      })),
    ]);
  });

  it("has the pools by weight, takes what says who the client is off the request, and waits for queue and stream", () => {
    const [rule] = plan.routes["model-gpt-oss"]?.spec.rules ?? [];
    const removed = {
      type: "RequestHeaderModifier",
      requestHeaderModifier: { remove: ["authorization", "x-nscale-client", "x-gateway-model-name", "x-gateway-inference-fairness-id"] },
    };
    const backend = { group: "gateway.envoyproxy.io", kind: "Backend", filters: [removed] };
    expect(rule?.backendRefs).toEqual([
      { ...backend, name: "gpt-oss", weight: 90 },
      { ...backend, name: "gpt-oss-canary", weight: 10 },
    ]);
    expect(rule?.timeouts).toEqual({ request: "725s" });
    expect(Object.values(plan.backends).map(({ spec }) => spec.endpoints[0]?.fqdn)).toEqual([
      { hostname: "model-router.inference-gateway.svc.cluster.local", port: 9004 },
      ...["llama", "gpt-oss", "gpt-oss-canary"].map((pool) => ({ hostname: `${pool}.inference.svc.cluster.local`, port: 8000 })),
    ]);
  });
});

describe("endpoint pickers", () => {
  it("are asked by the requests of their own pool, after everything that may refuse a request", () => {
    const { jsonPatches } = plan.pickers.spec;
    expect(jsonPatches.map(({ type, operation }) => [type.split(".").at(-1), operation.path, operation.jsonPath])).toEqual([
      ["RouteConfiguration", "/max_direct_response_body_size_bytes", undefined],
      ["Listener", undefined, "$..http_filters[?(@.name=='envoy.filters.http.router')]"],
      ["Cluster", "", undefined],
      ["Cluster", "", undefined],
      ["Cluster", "", undefined],
      ...["model-llama/rule/0/backend/0", "model-gpt-oss/rule/0/backend/0", "model-gpt-oss/rule/0/backend/1"].map((cluster) => [
        "RouteConfiguration",
        "/typed_per_filter_config",
        `$..weighted_clusters.clusters[?(@.name=='httproute/inference-gateway/${cluster}')]`,
      ]),
    ]);
    expect(jsonPatches.at(-1)?.operation.value).toEqual({
      "endpoint-picker": {
        "@type": "type.googleapis.com/envoy.extensions.filters.http.ext_proc.v3.ExtProcPerRoute",
        overrides: {
          grpc_service: { envoy_grpc: { cluster_name: "endpoint-picker/gpt-oss-canary" } },
          processing_mode: {
            request_header_mode: "SEND",
            request_body_mode: "FULL_DUPLEX_STREAMED",
            request_trailer_mode: "SEND",
            response_header_mode: "SKIP",
          },
        },
      },
    });
  });

  it("hold a request as long as the most patient model", () => {
    const filter = plan.pickers.spec.jsonPatches.find(({ type }) => type.endsWith("Listener"));
    expect(filter?.operation.value).toMatchObject({ typed_config: { message_timeout: "125s" } });
  });

  it("that fail are a site that serves nobody now, which is handed on to other sites", () => {
    const filter = plan.pickers.spec.jsonPatches.find(({ type }) => type.endsWith("Listener"));
    expect(filter?.operation.value).toMatchObject({ typed_config: { status_on_error: { code: "ServiceUnavailable" } } });
  });

  it("are none where no model is served", () => {
    expect(planPickers([]).spec.jsonPatches.map(({ type }) => type.split(".").at(-1))).toEqual(["RouteConfiguration"]);
  });
});

describe("answers of the gateway's own", () => {
  it("list a tenant's models by name, with price and context", () => {
    expect(JSON.parse(planModelList("beta", [gptOss, llama]))).toEqual({
      object: "list",
      data: [
        {
          id: "meta-llama/Llama-3.1-8B-Instruct",
          object: "model",
          created: 0,
          owned_by: "meta-llama",
          context_length: 131_072,
          pricing: { input: 0.1, output: 0.3 },
          supports_tools: true,
          supports_structured_output: true,
        },
      ],
    });
    const { data } = JSON.parse(planModelList("alpha", [gptOss, llama])) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(["meta-llama/Llama-3.1-8B-Instruct", "openai/gpt-oss-120b"]);
    expect(JSON.parse(planModelList("gamma", [gptOss, llama]))).toEqual({ object: "list", data: [] });
  });

  it("replace the proxy's own errors, never an engine's", () => {
    expect(
      planAnswers().map(({ source, match, response }) => {
        const { error } = JSON.parse(response.body.inline) as { error: { type: string; code: string; param: null } };
        return [source, match.statusCodes[0]?.value, error.type, error.code, response.header.set.map(({ name }) => name)];
      }),
    ).toEqual([
      ["Local", 400, "invalid_request_error", "invalid_request", ["Inference-Id", "x-request-id"]],
      ["Local", 401, "invalid_request_error", "invalid_api_key", ["Inference-Id", "x-request-id"]],
      ["Local", 413, "invalid_request_error", "request_too_large", ["Inference-Id", "x-request-id"]],
      ["Local", 429, "requests", "rate_limit_exceeded", ["Inference-Id", "x-request-id", "retry-after"]],
      ["Local", 500, "server_error", "internal_error", ["Inference-Id", "x-request-id"]],
      ["Local", 502, "server_error", "bad_gateway", ["Inference-Id", "x-request-id"]],
      ["Local", 503, "server_error", "service_unavailable", ["Inference-Id", "x-request-id"]],
      ["Local", 504, "server_error", "timeout", ["Inference-Id", "x-request-id"]],
    ]);
  });
});

it("drops what clients send under the gateway's own names, and other APIs' credentials, and keeps no client's request id", () => {
  const { headers, timeout } = plan.clientTraffic.spec;
  expect(headers.earlyRequestHeaders.remove).toEqual(["x-nscale-client", "x-api-key", "api-key", "cookie", "proxy-authorization"]);
  expect(headers.earlyRequestHeaders.removeOnMatch).toEqual([{ type: "Prefix", value: "x-gateway-" }]);
  expect(headers.requestID).toBe("Generate");
  expect(timeout.http).toEqual({ streamIdleTimeout: "730s", requestReceivedTimeout: "185s", requestHeadersReceivedTimeout: "10s" });
});

it("bounds what one client can hold: bodies, connections, and what waits for a client that does not read", () => {
  expect(plan.clientTraffic.spec.connection).toEqual({ bufferLimit: "1Mi", connectionLimit: { value: 10_000 } });
  expect(plan.backendTraffic.spec.connection).toEqual({ bufferLimit: "1Mi" });
  expect(plan.backendTraffic.spec.requestBuffer).toEqual({ limit: "4M" });
});

it("logs a closed list of fields, none of which can hold what a user wrote", () => {
  const [settings] = plan.listener.proxy.spec.telemetry.accessLog.settings;
  expect(Object.values(settings?.format.json ?? {}).filter((field) => /REQ|PATH|QUERY|BODY/.test(field))).toEqual([
    "%REQ(X-REQUEST-ID)%",
    "%REQ(X-NSCALE-CLIENT)%",
    "%REQ(:METHOD)%",
    "%UPSTREAM_REQUEST_ATTEMPT_COUNT%",
  ]);
});

it("takes the body-based router from the site's registry where it has one", () => {
  const image = (registry: string | undefined) =>
    JSON.stringify(planGateway(exampleGateway({ alpha: 1 }), [llama], { ...examplePlace, registry }).modelRouter.deployment).match(
      /"image":"([^"]+)"/,
    )?.[1];
  expect(image(undefined)).toBe("registry.k8s.io/gateway-api-inference-extension/bbr:v1.5.0");
  expect(image("registry.example.com")).toBe("registry.example.com/registry.k8s.io/gateway-api-inference-extension/bbr:v1.5.0");
});

describe("the Redis that requests are counted in", () => {
  const { deployment, service, networkPolicy } = planGateway(exampleGateway({ alpha: 1 }), [llama], {
    ...examplePlace,
    registry: "registry.example.com",
  }).redis;

  it("stands in the site's region, has no credentials and keeps nothing on a disk", () => {
    const spec = {
      automountServiceAccountToken: false,
      nodeSelector: { "topology.kubernetes.io/region": "norway" },
      securityContext: { runAsNonRoot: true, runAsUser: 999, runAsGroup: 999, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "redis",
          image: "registry.example.com/docker.io/library/redis:8.10.2",
          command: [
            ...["redis-server", "--port", "6379", "--protected-mode", "no", "--save", "", "--appendonly", "no"],
            ...["--maxmemory", "128mb", "--maxmemory-policy", "volatile-ttl"],
          ],
          ports: [{ name: "redis", containerPort: 6379 }],
          readinessProbe: { tcpSocket: { port: "redis" } },
          livenessProbe: { tcpSocket: { port: "redis" }, initialDelaySeconds: 10 },
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
          resources: { requests: { cpu: "100m", memory: "192Mi" }, limits: { memory: "256Mi" } },
        },
      ],
    };
    const labels = { app: "redis" };
    expect(deployment.spec).toEqual({ replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } });
  });

  it("answers at the address that Envoy Gateway is told, to its rate limiter alone", () => {
    expect(service).toEqual({
      metadata: { name: "redis", namespace: "inference-gateway", labels: { app: "redis" } },
      spec: { selector: { app: "redis" }, ports: [{ name: "redis", port: 6379, targetPort: "redis" }] },
    });
    expect(networkPolicy.spec).toEqual({
      podSelector: { matchLabels: { app: "redis" } },
      policyTypes: ["Egress", "Ingress"],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "envoy-gateway-system" } },
              podSelector: { matchLabels: { "app.kubernetes.io/name": "envoy-ratelimit" } },
            },
          ],
          ports: [{ protocol: "TCP", port: 6379 }],
        },
      ],
    });
  });
});
