import { buildIntoCache } from "../../../cli/engine/go-build.ts";
import { pinningFolder } from "../modules.ts";

/** The Kubernetes release that test/rigs/modules/parts/go.mod pins, as `/version` reports it. */
const kubernetesVersion = "v1.36.3";

const commands = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;

const [major = "", minor = ""] = kubernetesVersion.slice(1).split(".");

/** Clients cannot parse the version of a server that is linked without these. */
const versionFlags = [
  `-X k8s.io/component-base/version.gitVersion=${kubernetesVersion}`,
  `-X k8s.io/component-base/version.gitMajor=${major}`,
  `-X k8s.io/component-base/version.gitMinor=${minor}`,
].join(" ");

/**
 * Builds kube-apiserver, kube-controller-manager and kube-scheduler, once a machine (about 15 minutes on two cores).
 *
 * @returns The folder that holds the three binaries.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildControlPlane(): Promise<string> {
  return buildIntoCache(
    "control-plane",
    commands.map((command) => ({
      moduleDirectory: pinningFolder("parts"),
      package: `k8s.io/kubernetes/cmd/${command}`,
      output: command,
      ldflags: versionFlags,
    })),
  );
}
