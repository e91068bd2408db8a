import { buildIntoCache } from "../../../cli/engine/go-build.ts";
import { pinningFolder } from "../modules.ts";

/** The Kubernetes release that test/rigs/modules/parts/go.mod pins, as `/version` reports it. */
const kubernetesVersion = "v1.36.3";

const components = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;

const [major = "", minor = ""] = kubernetesVersion.slice(1).split(".");

/** Clients cannot parse the version of a server that is linked without these. */
const versionFlags = [
  `-X k8s.io/component-base/version.gitVersion=${kubernetesVersion}`,
  `-X k8s.io/component-base/version.gitMajor=${major}`,
  `-X k8s.io/component-base/version.gitMinor=${minor}`,
].join(" ");

/**
 * Builds etcd, kube-apiserver, kube-controller-manager and kube-scheduler, once a machine (about 5 minutes on two cores). The API server asks for what etcd has
 * since 3.5, and Debian's is older.
 *
 * @returns The folder that holds the four binaries.
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export function buildControlPlane(): Promise<string> {
  const moduleDirectory = pinningFolder("parts");
  return buildIntoCache("control-plane", [
    { moduleDirectory, package: "go.etcd.io/etcd/server/v3", output: "etcd" },
    ...components.map((name) => ({ moduleDirectory, package: `k8s.io/kubernetes/cmd/${name}`, output: name, ldflags: versionFlags })),
  ]);
}
