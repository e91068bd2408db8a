import { join } from "node:path";
import type { TestCluster } from "../cluster/start.ts";
import type { Address } from "./envoy-config.ts";

export const loopback = (port: number): Address => ({ host: "127.0.0.1", port });

/** Starts a process that ends with the cluster, with settings by variables. */
export function runWith(
  cluster: TestCluster,
  name: string,
  variables: Readonly<Record<string, string>>,
  command: string,
  args: readonly string[],
): void {
  const settings = Object.entries(variables).map(([variable, value]) => `${variable}=${value}`);
  cluster.run({ name, command: "/usr/bin/env", args: [...settings, command, ...args] });
}

/** Environment by which a process finds the cluster's API server. */
export const toApiServer = (cluster: TestCluster) => ({ KUBECONFIG: join(cluster.directory, "kubeconfig") });
