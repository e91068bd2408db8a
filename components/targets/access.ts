import { ApiException, ApisApi, CoreV1Api, KubeConfig, VersionApi } from "@kubernetes/client-node";

const answersWithinMilliseconds = 10_000;

/** The provider's access to a cluster: a context of the kubeconfig in use, or a kubeconfig of its own, which holds credentials. */
export type Credentials = { readonly context: string } | { readonly kubeconfig: string };

/** Access to a real cluster, to query it before anything is declared. */
export interface ClusterAccess {
  readonly credentials: Credentials;
  readonly config: KubeConfig;
}

/** @throws Error when the kubeconfig in use has no such context. */
export function accessByContext(context: string): ClusterAccess {
  const config = new KubeConfig();
  config.loadFromDefault();
  const known = config.getContexts().map(({ name }) => name);
  if (!known.includes(context)) {
    throw new Error(
      `got context ${context}, want a context of the kubeconfig in use (${known.join(", ") || "it has none"}); fix: correct the name, or set KUBECONFIG`,
    );
  }
  config.setCurrentContext(context);
  return { credentials: { context }, config };
}

/** @throws Error when the text is no kubeconfig. */
export function accessByKubeconfig(text: string): ClusterAccess {
  const config = new KubeConfig();
  try {
    config.loadFromString(text);
  } catch {
    throw new Error("got text that is no kubeconfig; fix: set the whole YAML file as the secret value");
  }
  return { credentials: { kubeconfig: text }, config };
}

/** @throws Error when the API server does not answer within ten seconds. */
export async function requireAnswer({ config }: ClusterAccess): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${answersWithinMilliseconds / 1000} s`)), answersWithinMilliseconds);
  });
  try {
    await Promise.race([config.makeApiClient(VersionApi).getCode(), timeout]);
  } catch (error) {
    throw new Error(
      `got no answer from ${config.getCurrentCluster()?.server ?? "a kubeconfig without a server"} (${reasonOf(error)}), want a reachable API server; fix: start it, or correct the kubeconfig`,
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** The innermost cause, since `fetch failed` alone explains nothing. */
function reasonOf(error: unknown): string {
  if (error instanceof ApiException) return `HTTP ${error.code}`;
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return reasonOf(error.cause);
  return "code" in error ? String(error.code) : error.message;
}

/** Every `group/version` that the cluster serves, without the core API's. */
export async function servedVersions({ config }: ClusterAccess): Promise<ReadonlySet<string>> {
  const { groups } = await config.makeApiClient(ApisApi).getAPIVersions();
  return new Set(groups.flatMap(({ versions }) => versions.map(({ groupVersion }) => groupVersion)));
}

/** A client of the cluster's core API. */
export const coreApi = ({ config }: ClusterAccess): CoreV1Api => config.makeApiClient(CoreV1Api);

/** The result of `read`; undefined if the API server answers that the object does not exist. */
export async function ifFound<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return undefined;
    throw error;
  }
}
