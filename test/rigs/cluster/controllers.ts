import { join } from "node:path";
import { buildIntoCache, type GoCommand } from "../../../cli/engine/go-build.ts";

const fromModule = (module: string, output: string, path: string): GoCommand => ({
  output,
  package: path,
  moduleDirectory: join(import.meta.dirname, "modules", module),
  environment: { CGO_ENABLED: "0" },
});

/**
 * Builds kwok, which plays the nodes, and the Kueue manager, which queues the jobs: once a machine (about 8 minutes on two cores).
 *
 * @returns The folder that holds both binaries.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildControllers(): Promise<string> {
  return buildIntoCache("controllers", [
    fromModule("kwok", "kwok", "sigs.k8s.io/kwok/cmd/kwok"),
    fromModule("kueue", "kueue", "sigs.k8s.io/kueue/cmd/kueue"),
  ]);
}

/**
 * Builds Slinky's manager, once a machine (about 3 minutes on two cores).
 *
 * @returns The folder that holds `slurm-operator`.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildSlurmOperator(): Promise<string> {
  return buildIntoCache("slurm-operator", [
    fromModule("slurm-operator", "slurm-operator", "github.com/SlinkyProject/slurm-operator/cmd/manager"),
  ]);
}

/**
 * Builds the LeaderWorkerSet operator's manager, once a machine (about 2 minutes on two cores).
 *
 * @returns The folder that holds `lws`.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildLeaderWorkerSet(): Promise<string> {
  return buildIntoCache("leader-worker-set", [fromModule("leader-worker-set", "lws", "sigs.k8s.io/lws/cmd")]);
}

/**
 * Builds what serves inference in tests, once a machine (about 17 minutes on two cores): Envoy Gateway's `egctl`, the endpoint picker `epp`, the
 * body-based router `bbr`, Envoy's `ratelimit` service, and `llm-d-inference-sim`, which plays a vLLM server.
 *
 * @returns The folder that holds them.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildServing(): Promise<string> {
  const extension = "sigs.k8s.io/gateway-api-inference-extension/cmd";
  return buildIntoCache("serving", [
    fromModule("inference-extension", "epp", `${extension}/epp`),
    fromModule("inference-extension", "bbr", `${extension}/bbr`),
    fromModule("envoy-gateway", "egctl", "github.com/envoyproxy/gateway/cmd/egctl"),
    fromModule("ratelimit", "ratelimit", "github.com/envoyproxy/ratelimit/src/service_cmd"),
    fromModule("llm-d-inference-sim", "llm-d-inference-sim", "github.com/llm-d/llm-d-inference-sim/cmd/llm-d-inference-sim"),
  ]);
}
