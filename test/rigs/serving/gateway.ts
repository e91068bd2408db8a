import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { modelRouterArguments } from "../../../components/inference/gateway/plan/model-router.ts";
import { planGateway } from "../../../components/inference/gateway/plan/index.ts";
import type { BackendTrafficPolicySpec } from "../../../components/crd/envoy-gateway.ts";
import type { GatewayModel } from "../../../components/inference/gateway/model.ts";
import type { GatewaySpec } from "../../../components/schema/inference.ts";
import { freePorts } from "../cluster/free-ports.ts";
import type { TestCluster } from "../cluster/start.ts";
import { envoyConfig, type Address } from "./envoy-config.ts";
import { gatewayObjects, keyObjects } from "./objects.ts";
import type { ServingParts } from "./parts.ts";
import { untilOpen } from "../cluster/until-open.ts";
import { loopback, runWith, toApiServer } from "./processes.ts";
import { rateLimits } from "./rate-limits.ts";
import { entranceHost, serviceAddress, translate, type Certificate, type Translation } from "./translate.ts";

export interface GatewayOptions {
  readonly cluster: TestCluster;
  readonly parts: ServingParts;
  readonly gateway: GatewaySpec;
  readonly models: readonly GatewayModel[];
  /** Addresses on this machine for the names of engines' and pickers' Services. */
  readonly services: ReadonlyMap<string, readonly Address[]>;
}

/** A gateway that listens on loopback. */
export interface RunningGateway {
  readonly listener: Address;
  /** The keys that it lets in, by `<tenant>.<generation>`. */
  readonly keys: ReadonlyMap<string, string>;
  /** URLs of its processes' metrics and settings. */
  readonly metrics: readonly string[];
}

/** Starts the body-based router, the rate limiter and Envoy, as the plan's objects say. */
export async function startGateway({ cluster, parts, gateway, models, services }: GatewayOptions): Promise<RunningGateway> {
  const { directory } = cluster;
  const plan = planGateway(gateway, models, { registry: undefined, regionSelector: {} });
  const keys = new Map(plan.keys.map(({ client }) => [client, randomBytes(32).toString("hex")]));
  const objects = [...gatewayObjects(plan), ...keyObjects(plan, keys)];
  const translation = await translate(parts.egctl, directory, objects, await certificateOf(cluster));

  const [router, limiter] = await Promise.all([
    startModelRouter(cluster, parts),
    startRateLimiter(cluster, parts, translation, plan.backendTraffic.spec),
  ]);
  const [listener, admin] = (await freePorts(2)).map(loopback) as [Address, Address];
  const here = new Map([...services, [serviceAddress, [router.address]], [entranceHost, [router.address]]]);
  const file = join(directory, "envoy.json");
  // It holds the keys, as the memory of a gateway's Envoy does.
  await writeFile(file, JSON.stringify(envoyConfig(translation, { listener, admin, rateLimiter: limiter.address, services: here })), {
    mode: 0o600,
  });
  cluster.run({
    name: "envoy",
    command: parts.envoy,
    args: ["--config-path", file, "--concurrency", "1", "--disable-hot-restart", "--log-level", "warning"],
  });
  await untilOpen("Envoy", listener.port);
  const adminUrl = `http://${admin.host}:${admin.port}`;
  return {
    listener,
    keys,
    metrics: [router.metrics, limiter.metrics, ...["stats", "stats/prometheus", "clusters"].map((path) => `${adminUrl}/${path}`)],
  };
}

interface Started {
  readonly address: Address;
  readonly metrics: string;
}

/** Any certificate does, for TLS ends before Envoy here: the API server has one. */
async function certificateOf({ directory }: TestCluster): Promise<Certificate> {
  const file = (name: string) => readFile(join(directory, "certificates", name), "utf8");
  return { certificate: await file("apiserver.crt"), key: await file("apiserver.key") };
}

async function startModelRouter(cluster: TestCluster, parts: ServingParts): Promise<Started> {
  const [grpc = 0, health = 0, metrics = 0] = await freePorts(3);
  runWith(cluster, "model-router", toApiServer(cluster), parts.modelRouter, modelRouterArguments({ grpc, health, metrics }));
  await untilOpen("the body-based router", grpc);
  return { address: loopback(grpc), metrics: `http://127.0.0.1:${metrics}/metrics` };
}

async function startRateLimiter(
  cluster: TestCluster,
  parts: ServingParts,
  translation: Translation,
  policy: BackendTrafficPolicySpec,
): Promise<Started> {
  const root = join(cluster.directory, "limits");
  await mkdir(join(root, "config"), { recursive: true });
  await writeFile(join(root, "config", "limits.yaml"), stringify(rateLimits(translation, policy)));
  const [grpc = 0, http = 0, debug = 0, redis = 0] = await freePorts(4);
  cluster.run({
    name: "redis",
    command: parts.redis,
    args: ["--port", String(redis), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
  });
  await untilOpen("redis", redis);
  const variables = {
    HOST: "127.0.0.1",
    PORT: String(http),
    DEBUG_HOST: "127.0.0.1",
    DEBUG_PORT: String(debug),
    GRPC_HOST: "127.0.0.1",
    GRPC_PORT: String(grpc),
    REDIS_SOCKET_TYPE: "tcp",
    REDIS_URL: `127.0.0.1:${redis}`,
    USE_STATSD: "false",
    RUNTIME_ROOT: root,
    RUNTIME_WATCH_ROOT: "false",
  };
  runWith(cluster, "rate-limiter", variables, parts.rateLimiter, []);
  await untilOpen("the rate limiter", grpc);
  return { address: loopback(grpc), metrics: `http://127.0.0.1:${debug}/stats` };
}
