import { serviceHost } from "../../../components/inference/gateway/plan/routes.ts";
import { clientOf } from "../../../components/inference/gateway/names.ts";
import type { GatewayModel } from "../../../components/inference/gateway/model.ts";
import type { GatewaySpec } from "../../../components/schema/inference.ts";
import { callApi } from "../cluster/rest.ts";
import { startCluster, type TestCluster } from "../cluster/start.ts";
import { waitFor } from "../cluster/wait.ts";
import type { SimulatedEngine } from "./engines.ts";
import type { Address } from "./envoy-config.ts";
import { startGateway, type RunningGateway } from "./gateway.ts";
import { servingParts } from "./parts.ts";
import { poolCrds, startPool } from "./pools.ts";

/** A gateway and its engines on this machine. */
export interface Serving extends Pick<RunningGateway, "keys" | "listener"> {
  /** Base URL for OpenAI's clients: http://127.0.0.1:PORT/v1. */
  readonly baseUrl: string;
  /** URLs of its processes' metrics. */
  readonly metrics: readonly string[];
  readonly engines: readonly SimulatedEngine[];
  /** With the folder in which every process but the engines writes. */
  readonly cluster: TestCluster;
  stop(): Promise<void>;
}

/** Options of the parts behind a gateway on this machine. */
export interface ServingOptions {
  readonly gateway: GatewaySpec;
  readonly models: readonly GatewayModel[];
  /** @default 1 */
  readonly enginesPerPool?: number;
  /** Further arguments of the simulators: how long a token takes, say. @default none */
  readonly engineArguments?: readonly string[];
  /** After how long everything is killed, whatever its user does. @default 15 */
  readonly lifetimeMinutes?: number;
}

const answersWithinSeconds = 180;

/** The base URL of a gateway that listens here. */
export const apiAt = ({ host, port }: Address): string => `http://${host}:${port}/v1`;

/**
 * Starts a control plane, simulated engines and their endpoint pickers, the body-based router, the rate limiter and Envoy, and waits until every model
 * answers. They end with this process.
 *
 * @throws Error when a part cannot be had or does not become ready, with the end of its log.
 */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { gateway, models, enginesPerPool = 1, engineArguments = [], lifetimeMinutes = 15 } = options;
  const parts = await servingParts();
  const cluster = await startCluster({ crds: poolCrds, lifetimeMinutes });
  const engines: SimulatedEngine[] = [];
  const stop = async () => {
    await Promise.all(engines.map((engine) => engine.kill()));
    await cluster.stop();
  };
  try {
    await declareNamespaces(cluster, models);
    const services = new Map<string, readonly Address[]>();
    const metrics: string[] = [];
    for (const { model, pool } of models.flatMap((model) => model.pools.map((pool) => ({ model, pool })))) {
      const running = await startPool({ cluster, parts, model, pool, engines: enginesPerPool, engineArguments, lifetimeMinutes });
      engines.push(...running.engines);
      metrics.push(...running.metrics);
      const addresses = running.engines.map(({ address }) => address);
      services.set(serviceHost(pool.service, model.namespace), addresses);
      services.set(serviceHost(pool.picker.service, model.namespace), [running.picker]);
    }
    const running = await startGateway({ cluster, parts, gateway, models, services });
    const { listener, keys } = running;
    const baseUrl = apiAt(listener);
    for (const model of models) await untilAnswered(baseUrl, model, keyFor(model, gateway, keys));
    return { baseUrl, metrics: [...metrics, ...running.metrics], keys, listener, engines, cluster, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function declareNamespaces(cluster: TestCluster, models: readonly GatewayModel[]): Promise<void> {
  for (const name of new Set(models.map(({ namespace }) => namespace))) {
    await callApi(cluster, {
      method: "POST",
      path: "/api/v1/namespaces",
      body: { apiVersion: "v1", kind: "Namespace", metadata: { name } },
    });
  }
}

/** The key of a model's tenant whose limit a few requests more matter least to. */
function keyFor({ tenants }: GatewayModel, gateway: GatewaySpec, keys: RunningGateway["keys"]): string {
  const limit = (tenant: string) => gateway.tenants[tenant]?.requestsPerMinute.value ?? 0;
  const [tenant = ""] = tenants.toSorted((one, other) => limit(other) - limit(one));
  return keys.get(clientOf(tenant, gateway.tenants[tenant]?.keyGeneration ?? 0)) ?? "";
}

const untilAnswered = (baseUrl: string, { model }: GatewayModel, key: string): Promise<void> =>
  waitFor(`an answer of ${model}`, answersWithinSeconds, async () => {
    const answer = await fetch(`${baseUrl}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ model, messages: [{ role: "user", content: "ready" }], max_tokens: 1 }),
    });
    const text = await answer.text();
    return answer.ok ? undefined : text;
  });
