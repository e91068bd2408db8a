import { StackError } from "../lib/parse/fault.ts";
import type { ClusterAccess, Credentials } from "./access.ts";
import { managementCluster, type Target, type Targets } from "./spec.ts";
import { messageOf } from "../lib/error.ts";
import { layersMarker, writtenKubeconfig } from "../names/cluster.ts";

/** Destination of a cluster's objects, once it is known whether the cluster can be reached. */
export type Connection =
  | { readonly kind: "render" }
  | {
      readonly kind: "live";
      readonly credentials: Credentials;
      /** Every `group/version` that the cluster serves. */
      readonly served: ReadonlySet<string>;
      /** Asks for the names of nodes that wait for a network of pods, among the first of the cluster. */
      readonly nodesWithoutNetwork: () => Promise<readonly string[]>;
    }
  | { readonly kind: "waiting"; readonly reason: string };

/** Reads the secret configuration value that holds a cluster's kubeconfig; undefined when it is not set. */
export type ReadKubeconfig = (key: string) => Promise<string | undefined>;

/**
 * Finds the destination of each cluster's objects. Every real cluster is asked first, so that an unreachable one fails before anything is registered.
 *
 * @param namespace The site's namespace in the management cluster.
 * @throws StackError naming the target, with what to do, when a real cluster cannot be reached.
 */
export async function connect(
  targets: Targets,
  clusters: readonly string[],
  namespace: string,
  readKubeconfig: ReadKubeconfig,
): Promise<ReadonlyMap<string, Connection>> {
  const connections = new Map<string, Connection>();
  const managementTarget = targets[managementCluster] ?? { kind: "render" };
  const management =
    managementTarget.kind === "render"
      ? undefined
      : await named(managementCluster, reach(managementCluster, managementTarget, readKubeconfig));
  connections.set(managementCluster, await named(managementCluster, toConnection(management)));
  for (const cluster of clusters) {
    const target = targets[cluster] ?? { kind: "render" };
    if (target.kind === "management" && management !== undefined) {
      connections.set(cluster, await named(cluster, throughManagement(management, namespace, cluster)));
    } else {
      const access = target.kind === "render" ? undefined : await named(cluster, reach(cluster, target, readKubeconfig));
      connections.set(cluster, await named(cluster, toConnection(access)));
    }
  }
  return connections;
}

async function toConnection(access: ClusterAccess | undefined): Promise<Connection> {
  if (access === undefined) return { kind: "render" };
  const { nodesWithoutNetwork, servedVersions } = await import("./access.ts");
  return {
    kind: "live",
    credentials: access.credentials,
    served: await servedVersions(access),
    nodesWithoutNetwork: () => nodesWithoutNetwork(access),
  };
}

async function named<T>(clusterName: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new StackError(`targets.${clusterName}: ${messageOf(error)}`, { cause: error });
  }
}

async function reach(clusterName: string, target: Target, readKubeconfig: ReadKubeconfig): Promise<ClusterAccess> {
  // The Kubernetes client is loaded only where there is a real cluster to ask.
  const { accessByContext, accessByKubeconfig, requireAnswer } = await import("./access.ts");
  const access =
    target.kind === "context"
      ? accessByContext(target.context)
      : accessByKubeconfig(
          await kubeconfigOf(clusterName, readKubeconfig),
          `set a fresh kubeconfig: pulumi config set --secret nscale:kubeconfig-${clusterName} < FILE`,
        );
  await requireAnswer(access);
  return access;
}

async function kubeconfigOf(clusterName: string, readKubeconfig: ReadKubeconfig): Promise<string> {
  const key = `kubeconfig-${clusterName}`;
  const text = await readKubeconfig(key);
  if (text !== undefined) return text;
  throw new Error(`got no configuration value nscale:${key}, want a kubeconfig; fix: pulumi config set --secret nscale:${key} < FILE`);
}

/** A cluster whose kubeconfig Cluster API writes. It is waited for until it answers, but once its layers were declared, its absence is an error. */
async function throughManagement(management: ClusterAccess, namespace: string, clusterName: string): Promise<Connection> {
  const { accessByKubeconfig, ifFound, requireAnswer } = await import("./access.ts");
  const secretName = writtenKubeconfig(clusterName);
  const [markerName, secretPath] = [
    layersMarker(clusterName).name,
    `Secret ${secretName} in namespace ${namespace} of the management cluster`,
  ];
  const marker = await ifFound(management, `ConfigMap ${markerName} in namespace ${namespace}`, (core) =>
    core.readNamespacedConfigMap({ name: markerName, namespace }),
  );
  const secret = await ifFound(management, secretPath, (core) => core.readNamespacedSecret({ name: secretName, namespace }));
  const encoded = secret?.data?.["value"];
  const waiting = (reason: string): Connection => {
    if (marker === undefined) return { kind: "waiting", reason };
    throw new Error(
      `${reason}, but its layers were declared before; going on would delete them. fix: bring the cluster back; only if it is gone for good, delete ConfigMap ${layersMarker(clusterName).name} in namespace ${namespace} of the management cluster`,
    );
  };
  if (encoded === undefined) return waiting(`Cluster API has not written Secret ${secretName} in namespace ${namespace} yet`);
  const access = accessByKubeconfig(Buffer.from(encoded, "base64").toString("utf8"), `have Cluster API renew ${secretPath}`);
  try {
    await requireAnswer(access);
  } catch (error) {
    return waiting(messageOf(error));
  }
  return toConnection(access);
}
