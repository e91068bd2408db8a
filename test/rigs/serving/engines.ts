import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GatewayModel, GatewayPool } from "../../../components/inference/gateway/model.ts";
import { callApi } from "../cluster/rest.ts";
import type { TestCluster } from "../cluster/start.ts";
import { supervise, type Supervised } from "../cluster/supervised.ts";
import type { Address } from "./envoy-config.ts";

/** A simulated engine: a pod in the API server, and a process that plays vLLM without a GPU. */
export interface SimulatedEngine {
  readonly pod: string;
  readonly model: string;
  readonly pool: string;
  /** Address of the pod. */
  readonly address: Address;
  /** Folder that the process writes to. */
  readonly directory: string;
  /** Kills the process, as a broken host would; the pod stays. */
  kill(): Promise<void>;
  /** Starts a killed process again. */
  start(): Promise<void>;
  /** Takes the pod out of service, as a drain does; the process goes on. */
  drain(): Promise<void>;
}

/** Arguments that make the simulator answer. Nothing of a request may be in its log. */
const behaviour = (model: GatewayModel, port: number): string[] => [
  `--model=${model.model}`,
  `--port=${port}`,
  `--max-model-len=${model.contextTokens}`,
  "--max-num-seqs=64",
  "--mode=echo",
  "--force-dummy-tokenizer",
  "--v=1",
];

export interface EngineOptions {
  readonly cluster: TestCluster;
  readonly simulator: string;
  readonly model: GatewayModel;
  readonly pool: GatewayPool;
  readonly pod: string;
  readonly host: string;
  /** On which the simulator really listens. */
  readonly port: number;
  readonly arguments: readonly string[];
  readonly lifetimeMinutes: number;
}

/** Starts an engine and declares its pod. */
export async function startEngine(options: EngineOptions): Promise<SimulatedEngine> {
  const { cluster, model, pool, pod, host, port } = options;
  const directory = await mkdtemp(join(tmpdir(), "nscale-engine-"));
  let processes: Supervised | undefined;
  const start = async () => {
    await mkdir(directory, { recursive: true });
    processes = supervise(directory, options.lifetimeMinutes);
    processes.start({
      name: pod,
      command: "/usr/bin/env",
      args: [`POD_NAME=${pod}`, options.simulator, ...behaviour(model, port), ...options.arguments],
    });
  };
  await start();
  await declarePod(cluster, model.namespace, pool.name, pod, host);
  return {
    pod,
    model: model.model,
    pool: pool.name,
    address: { host, port: pool.enginePort },
    directory,
    kill: async () => {
      await processes?.stop();
    },
    start,
    drain: async () => {
      const path = `/api/v1/namespaces/${model.namespace}/pods/${pod}`;
      await callApi(cluster, { method: "DELETE", path, query: { gracePeriodSeconds: "0" } });
    },
  };
}

/** The label by which a pool selects its pods here. */
export const poolLabel = "pool";

async function declarePod(cluster: TestCluster, namespace: string, pool: string, name: string, address: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/pods`;
  await callApi(cluster, {
    method: "POST",
    path,
    body: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, labels: { [poolLabel]: pool } },
      // On no node: there is none, and what the pod is like is said below.
      spec: { containers: [{ name: "engine", image: "engine" }] },
    },
  });
  await callApi(cluster, {
    method: "PATCH",
    path: `${path}/${name}/status`,
    query: { fieldManager: "kubelet", force: "true" },
    contentType: "application/apply-patch+yaml",
    body: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name },
      status: {
        phase: "Running",
        podIP: address,
        podIPs: [{ ip: address }],
        conditions: ["Initialized", "ContainersReady", "Ready"].map((type) => ({ type, status: "True" })),
      },
    },
  });
}
