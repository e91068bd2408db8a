import { models } from "../../catalog/models/index.ts";
import { readProgram } from "../../lib/program/index.ts";
import type { Pool } from "../pools.ts";
import { modelName } from "../model-name.ts";
import { memoryUtilization } from "../sizing/memory.ts";
import { enginePort } from "../names.ts";
import type { EndpointContext } from "./context.ts";
import { weightsPath } from "./weights.ts";

/** The role of a pod in its replica: the leader answers requests, and workers compute for it. */
export type EngineRole = "alone" | "leader" | "worker";

const flag = (name: string, value: string | number): string[] => [`--${name}`, String(value)];

/** vLLM's flags for a group, from variables that LeaderWorkerSet sets in every container. */
const groupFlags = (hosts: number, role: "leader" | "worker"): string[] => [
  ...flag("nnodes", hosts),
  ...flag("node-rank", "$(LWS_WORKER_INDEX)"),
  ...flag("master-addr", "$(LWS_LEADER_ADDRESS)"),
  ...(role === "worker" ? ["--headless"] : []),
];

/** vLLM's command. It uses exactly the GPUs of its pods, tensor x pipeline of them, and logs no request. */
export function engineCommand({ endpoint }: EndpointContext, pool: Pool, role: EngineRole): string[] {
  const { toolCallParser, reasoningParser } = models[endpoint.model];
  const { tensor, pipeline, hosts } = pool.placement;
  return [
    "vllm",
    "serve",
    weightsPath(endpoint.model, pool.precision),
    ...flag("served-model-name", modelName(endpoint)),
    ...flag("port", enginePort),
    ...flag("tensor-parallel-size", tensor),
    ...flag("pipeline-parallel-size", pipeline),
    ...flag("max-model-len", endpoint.contextTokens),
    ...flag("max-num-seqs", endpoint.replicas.requestsEach),
    ...flag("gpu-memory-utilization", memoryUtilization.value),
    ...(toolCallParser === undefined ? [] : ["--enable-auto-tool-choice", ...flag("tool-call-parser", toolCallParser)]),
    ...(reasoningParser === undefined ? [] : flag("reasoning-parser", reasoningParser)),
    "--no-enable-log-requests",
    "--disable-uvicorn-access-log",
    ...(role === "alone" ? [] : groupFlags(hosts, role)),
  ];
}

/** No downloads and no telemetry: the weights are on the volume, and usage data stays here. */
export const engineEnvironment: Readonly<Record<string, string>> = {
  HF_HUB_OFFLINE: "1",
  VLLM_NO_USAGE_STATS: "1",
  DO_NOT_TRACK: "1",
  HOME: "/cache",
  USER: "engine",
  VLLM_CACHE_ROOT: "/cache/vllm",
};

const drain = readProgram(import.meta.dirname, "drain.py");

/**
 * Waits until the last answer is complete: routes have dropped the pod by the tenth second, and then the engine's own count of running requests decides.
 * A worker watches its leader. The engine stops only after this, or at the end of the pod's grace period.
 */
export const drainCommand = (role: EngineRole): string[] => [
  "python3",
  "-c",
  drain({ port: enginePort, host: role === "worker" ? { code: 'os.environ["LWS_LEADER_ADDRESS"]' } : "127.0.0.1" }).trimEnd(),
];
