import { buildIntoCache, type GoCommand } from "../../../cli/engine/go-build.ts";
import { pinningFolder, type PinningModule } from "../modules.ts";

const fromModule = (output: string, path: string, pinning: PinningModule = "parts"): GoCommand => ({
  output,
  package: path,
  moduleDirectory: pinningFolder(pinning),
});

/**
 * Builds kwok, which plays the nodes, the Kueue manager, which queues the jobs, and the LeaderWorkerSet operator's manager: once a machine (a minute or two on two cores, after the control plane).
 *
 * @returns The folder that holds the three binaries.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildControllers(): Promise<string> {
  return buildIntoCache("controllers", [
    fromModule("kwok", "sigs.k8s.io/kwok/cmd/kwok"),
    fromModule("kueue", "sigs.k8s.io/kueue/cmd/kueue"),
    fromModule("lws", "sigs.k8s.io/lws/cmd"),
  ]);
}

/**
 * Builds Slinky's manager, once a machine (about 5 minutes on two cores).
 *
 * @returns The folder that holds `slurm-operator`.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildSlurmOperator(): Promise<string> {
  return buildIntoCache("slurm-operator", [
    fromModule("slurm-operator", "github.com/SlinkyProject/slurm-operator/cmd/manager", "slurm-operator"),
  ]);
}

/**
 * Builds Flux's kustomize-controller, once a machine (3 to 7 minutes on two cores).
 *
 * @returns The folder that holds `kustomize-controller`.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildGitOps(): Promise<string> {
  return buildIntoCache("gitops", [fromModule("kustomize-controller", "github.com/fluxcd/kustomize-controller", "gitops")]);
}

/**
 * Builds kube-router, whose controller enforces network policies: once a machine (about 3 minutes on two cores).
 *
 * @returns The folder that holds `kube-router`.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildNetworkPolicy(): Promise<string> {
  return buildIntoCache("network-policy", [
    fromModule("kube-router", "github.com/cloudnativelabs/kube-router/v2/cmd/kube-router", "network-policy"),
  ]);
}

/**
 * Builds what serves inference in tests, once a machine (about 6 minutes on two cores): Envoy Gateway's `egctl`, the endpoint picker `epp`, the
 * body-based router `bbr`, Envoy's `ratelimit` service, and `llm-d-inference-sim`, which plays a vLLM server.
 *
 * @returns The folder that holds them.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildServing(): Promise<string> {
  const extension = "sigs.k8s.io/gateway-api-inference-extension/cmd";
  return buildIntoCache("serving", [
    fromModule("epp", `${extension}/epp`),
    fromModule("bbr", `${extension}/bbr`),
    fromModule("egctl", "github.com/envoyproxy/gateway/cmd/egctl"),
    fromModule("ratelimit", "github.com/envoyproxy/ratelimit/src/service_cmd", "ratelimit"),
    fromModule("llm-d-inference-sim", "github.com/llm-d/llm-d-inference-sim/cmd/llm-d-inference-sim"),
  ]);
}
