import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buildGitOps } from "./controllers.ts";
import { freePorts } from "./free-ports.ts";
import { untilReady } from "./manager.ts";
import type { TestCluster } from "./start.ts";

const readyWithinSeconds = 120;

/** Starts Flux's kustomize-controller beside a cluster that has its CRDs. It asks again each second for what a Kustomization waits for. */
export async function startKustomizeController(cluster: TestCluster): Promise<void> {
  const binaries = await buildGitOps();
  const [healthPort] = (await freePorts(1)) as [number];
  cluster.run({
    name: "kustomize-controller",
    command: join(binaries, "kustomize-controller"),
    args: [`--health-addr=127.0.0.1:${healthPort}`, "--metrics-addr=0", "--requeue-dependency=1s", "--kube-api-qps=2000"],
    environment: { KUBECONFIG: join(cluster.directory, "kubeconfig"), RUNTIME_NAMESPACE: "flux-system" },
  });
  await untilReady(cluster, "kustomize-controller", healthPort, readyWithinSeconds);
}

/** A folder as Flux's source-controller hands it to the other controllers. */
export interface Artifact {
  /** The `status.artifact` of a source. */
  readonly status: Readonly<Record<string, unknown>>;
  close(): void;
}

/** Serves a folder as an archive on loopback. */
export async function serveArtifact(folder: string): Promise<Artifact> {
  const archive = execFileSync("tar", ["-czf", "-", "-C", folder, "."], { maxBuffer: 64 * 1024 * 1024 });
  const server = createServer((_, response) => response.end(archive)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const digest = `sha256:${createHash("sha256").update(archive).digest("hex")}`;
  return {
    status: {
      path: "site.tar.gz",
      url: `http://127.0.0.1:${port}/site.tar.gz`,
      revision: `main@${digest}`,
      digest,
      size: archive.length,
      lastUpdateTime: "2026-11-27T00:00:00Z",
    },
    close: () => server.close(),
  };
}
