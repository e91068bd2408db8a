import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { pickerConfiguration, pickerFlags } from "../../../components/inference/plan/picker.ts";
import type { GatewayModel, GatewayPool } from "../../../components/inference/gateway/model.ts";
import { freePorts } from "../cluster/free-ports.ts";
import { callApi } from "../cluster/rest.ts";
import type { TestCluster } from "../cluster/start.ts";
import { poolLabel, startEngine, type SimulatedEngine } from "./engines.ts";
import type { Address } from "./envoy-config.ts";
import type { ServingParts } from "./parts.ts";
import { untilOpen } from "../cluster/until-open.ts";
import { loopback, runWith, toApiServer } from "./processes.ts";

const group = "inference.networking.k8s.io";

/** The API groups that a pool and its picker need. */
export const poolCrds = [group, "inference.networking.x-k8s.io"];

export interface PoolOptions {
  readonly cluster: TestCluster;
  readonly parts: ServingParts;
  readonly model: GatewayModel;
  readonly pool: GatewayPool;
  readonly engines: number;
  /** Further arguments of the simulators. */
  readonly engineArguments: readonly string[];
  readonly lifetimeMinutes: number;
}

/** An engine and whatever else of a pool runs, on this machine. */
export interface RunningPool {
  readonly engines: readonly SimulatedEngine[];
  readonly picker: Address;
  /** URLs of its processes' metrics. */
  readonly metrics: readonly string[];
}

/** A loopback address that no other engine of this machine has, because no other has the port. */
const addressOf = (port: number): string => `127.${port >> 8}.${port & 255}.1`;

/** Declares a pool, and starts its engines and its endpoint picker. */
export async function startPool(options: PoolOptions): Promise<RunningPool> {
  const { cluster, parts, model, pool } = options;
  await callApi(cluster, {
    method: "POST",
    path: `/apis/${group}/v1/namespaces/${model.namespace}/inferencepools`,
    body: {
      apiVersion: `${group}/v1`,
      kind: "InferencePool",
      metadata: { name: pool.name },
      spec: {
        selector: { matchLabels: { [poolLabel]: pool.name } },
        targetPorts: [{ number: pool.enginePort }],
        endpointPickerRef: { name: pool.picker.service, port: { number: pool.picker.port }, failureMode: "FailClose" },
      },
    },
  });
  const placed = (await freePorts(options.engines)).map((port, index) => ({
    port,
    host: addressOf(port),
    pod: `${pool.name}-${index}`,
  }));
  cluster.run({
    name: `forwarder-${pool.name}`,
    command: process.execPath,
    args: [
      "--no-warnings",
      join(import.meta.dirname, "forwarder.ts"),
      ...placed.map(({ host, port }) => `${host}:${pool.enginePort}=${port}`),
    ],
  });
  const engines = await Promise.all(
    placed.map((place) =>
      startEngine({
        ...place,
        cluster,
        simulator: parts.engine,
        model,
        pool,
        arguments: options.engineArguments,
        lifetimeMinutes: options.lifetimeMinutes,
      }),
    ),
  );
  const { picker, metrics } = await startPicker(options);
  return { engines, picker, metrics: [metrics, ...engines.map(({ address }) => `http://${address.host}:${address.port}/metrics`)] };
}

async function startPicker({ cluster, parts, model, pool }: PoolOptions): Promise<{ picker: Address; metrics: string }> {
  const [grpc = 0, health = 0, metrics = 0] = await freePorts(3);
  const configuration = join(cluster.directory, `picker-${pool.name}.yaml`);
  await writeFile(configuration, stringify(pickerConfiguration(model.queueTimeoutSeconds)));
  runWith(cluster, `picker-${pool.name}`, toApiServer(cluster), parts.endpointPicker, [
    ...pickerFlags(pool.name, model.namespace),
    // Of two flags the last one holds, and several pickers share a machine here.
    `--config-file=${configuration}`,
    `--grpc-port=${grpc}`,
    `--grpc-health-port=${health}`,
    `--metrics-port=${metrics}`,
  ]);
  await untilOpen(`the endpoint picker of ${pool.name}`, grpc);
  return { picker: loopback(grpc), metrics: `http://127.0.0.1:${metrics}/metrics` };
}
